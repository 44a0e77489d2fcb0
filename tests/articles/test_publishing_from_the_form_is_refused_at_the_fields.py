"""The Publish button on an incomplete article says at each field what is missing."""

import pytest
from django.test import Client
from wagtail.models import Revision

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db
EXPECTED = {
    "boundary": "Choose the last episode that the article gives away.",
    "takeaways": "Give 3 to 6 takeaways; there are 0.",
    "body": "Write the article.",
    "revealing_headline": "Write the headline that says what happens.",
    "safe_hero": "Choose a hero picture that gives nothing away.",
}


def test_the_create_form_names_every_gap_and_makes_nothing(client: Client) -> None:
    newsroom.sign_in(client)
    answer = newsroom.create(client, make_show(), newsroom.article_data(), "action-publish")
    assert answer.status_code == 200
    form = answer.context["form"]
    for field, message in EXPECTED.items():
        assert message in form.errors[field], field
    assert form.formsets["bylines"].non_form_errors() == [
        "Name at least one author who has a public page."
    ]
    assert not Article.objects.exists()


def test_so_does_the_edit_form_with_a_moment_to_go_out_at(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    data = newsroom.article_data(draft, go_live_at="2099-01-01 10:00")
    answer = newsroom.edit(client, draft, data, "action-publish")
    assert answer.status_code == 200
    assert EXPECTED["body"] in answer.context["form"].errors["body"]
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_edit_form_names_every_gap_and_keeps_the_draft_as_it_was(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    revisions = Revision.objects.count()
    answer = newsroom.edit(client, draft, newsroom.article_data(title="New"), "action-publish")
    assert answer.status_code == 200
    for field, message in EXPECTED.items():
        assert message in answer.context["form"].errors[field], field
    draft.refresh_from_db()
    assert not draft.live
    assert draft.title != "New"
    assert Revision.objects.count() == revisions


def test_the_messages_are_on_the_page_itself(client: Client) -> None:
    newsroom.sign_in(client)
    answer = newsroom.edit(client, make_draft(), newsroom.article_data(), "action-publish")
    html = answer.content.decode()
    for message in [*EXPECTED.values(), "Name at least one author who has a public page."]:
        assert message in html


def test_a_live_article_keeps_what_readers_see_when_its_new_version_is_incomplete(
    client: Client,
) -> None:
    newsroom.sign_in(client)
    article = make_article()
    before = article.live_revision_id
    answer = newsroom.edit(client, article, newsroom.article_data(), "action-publish")
    assert answer.status_code == 200
    article.refresh_from_db()
    assert article.live
    assert article.live_revision_id == before
    assert len(article.body) == 1
