"""Writers write what is theirs, drafts and pictures. The rest of the house is closed to them."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, SiteWords
from articles.newsroom.roles import WRITERS, make_review
from tests.articles import newsroom
from tests.articles.people import own_draft, somebody
from tests.factories import (
    make_article,
    make_author,
    make_draft,
    make_front,
    make_picture,
    make_show,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client) -> Any:
    return somebody(client, WRITERS)


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def test_their_own_draft(client: Client, writer: Any) -> None:
    draft = own_draft(writer, complete=False)
    answer = newsroom.edit(client, draft, newsroom.article_data(title="Changed", slug=draft.slug))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.draft_title == "Changed"


def test_a_new_draft_is_theirs(client: Client, writer: Any) -> None:
    newsroom.create(client, make_show(), newsroom.article_data())
    assert Article.objects.get().owner == writer


def test_submitting_it(client: Client, writer: Any) -> None:
    make_review(apps)
    draft = own_draft(writer)
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-submit")
    draft.refresh_from_db()
    assert draft.current_workflow_state is not None


@pytest.mark.parametrize("of", ["a draft", "an article", "a show", "an author", "the front page"])
def test_no_page_of_anybody_else(client: Client, writer: Any, of: str) -> None:
    make: dict[str, Any] = {
        "a draft": make_draft, "an article": make_article, "a show": make_show,
        "an author": make_author, "the front page": make_front,
    }  # fmt: skip
    page = make[of]()
    for answer in (client.get(_edit(page.pk)), client.post(_edit(page.pk), {"title": "Taken"})):
        assert answer.status_code == 302
    page.refresh_from_db()
    assert page.title != "Taken"


def test_their_own_pictures(client: Client, writer: Any) -> None:
    own, other = make_picture(uploaded_by_user=writer), make_picture()
    assert client.get(reverse("wagtailimages:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[other.pk])).status_code == 302


def test_any_picture_and_author_may_be_chosen(client: Client, writer: Any) -> None:
    picture, author = make_picture(), make_author()
    chosen = client.get(reverse("wagtailimages_chooser:chosen", args=[picture.pk]))
    assert chosen.json()["result"]["id"] == str(picture.pk)
    listed = client.get(
        reverse("wagtailadmin_choose_page_child", args=[author.get_parent().pk]),
        {"page_type": "articles.Author"},
    )
    assert author.title in listed.json()["html"]


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index",
             "wagtailredirects:index", "wagtailadmin_workflows:index"],
)  # fmt: skip
def test_nothing_of_the_settings(client: Client, writer: Any, name: str) -> None:
    assert client.get(reverse(name)).status_code == 302


def test_not_the_sites_words(client: Client, writer: Any) -> None:
    SiteWords.objects.create()
    address = reverse("wagtailsettings:edit", args=["articles", "sitewords"])
    assert client.get(address, follow=True).status_code == 200
    client.post(address, {"name": "Mine"})
    assert SiteWords.objects.get().name == "fanmankind"


@pytest.mark.parametrize("decided", ["in review", "scheduled", "taken down", ""])
def test_what_an_editor_has_to_do_with_is_not_theirs_to_remove(
    client: Client, writer: Any, decided: str
) -> None:
    draft = own_draft(writer)
    if decided == "in review":
        make_review(apps)
        newsroom.in_review(draft, writer)
    elif decided == "scheduled":
        newsroom.schedule(draft, timezone.now() + timedelta(days=1))
    elif decided:
        draft.get_latest_revision().publish()
        draft.refresh_from_db()
        draft.unpublish()
    may = Article.objects.get(pk=draft.pk).permissions_for_user(writer)
    assert may.can_delete() == may.can_move() == (not decided)
    client.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert Article.objects.filter(pk=draft.pk).exists() == bool(decided)
