"""The checks of an article are read by those who may edit it, as its form stands."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Show
from tests.articles import newsroom
from tests.articles.people import writer_under
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def _checks(article: Article) -> str:
    return reverse("article_checks", args=[article.pk])


def _on_create(show: Show, kind: str = "article") -> str:
    return reverse("article_checks_on_create", args=["articles", kind, show.pk])


def test_they_name_what_is_missing_and_where(client: Client) -> None:
    newsroom.sign_in(client)
    text = client.get(_checks(make_draft())).content.decode()
    assert "Not ready yet." in text
    assert 'data-finding="boundary"' in text


def test_they_say_that_an_article_is_ready(client: Client) -> None:
    newsroom.sign_in(client)
    assert "Nothing blocks it." in client.get(_checks(make_article())).content.decode()


def test_they_read_the_form_that_the_preview_was_given(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    assert "The safe dek has 6 characters" not in client.get(_checks(draft)).content.decode()
    sent = client.post(preview, newsroom.article_data(draft, safe_dek="Short."))
    assert sent.json()["is_valid"], sent.content
    assert "The safe dek has 6 characters" in client.get(_checks(draft)).content.decode()
    draft.refresh_from_db()
    assert draft.safe_dek == ""


def test_they_read_the_form_of_a_page_that_is_not_saved(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "article", show.pk])
    sent = client.post(preview, newsroom.article_data(slug="not-yet", safe_dek="Short."))
    assert sent.json()["is_valid"]
    text = client.get(_on_create(show)).content.decode()
    assert "The safe dek has 6 characters" in text
    assert not Article.objects.exists()


def test_nothing_is_changed_by_reading_them(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    before = draft.latest_revision_id
    for method in (client.post, client.put, client.delete):
        assert method(_checks(draft)).status_code == 405
    draft.refresh_from_db()
    assert draft.latest_revision_id == before


def test_no_cache_keeps_them(client: Client) -> None:
    newsroom.sign_in(client)
    kept = client.get(_checks(make_draft()))["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


def test_other_pages_have_none(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    assert client.get(reverse("article_checks", args=[show.pk])).status_code == 404
    assert client.get(_on_create(show, "show")).status_code in {302, 404}
    assert client.get(_on_create(show, "no-such-kind")).status_code == 404
    assert client.get(reverse("article_checks", args=[999_999])).status_code == 404


def test_an_article_can_be_added_only_under_a_show(client: Client) -> None:
    newsroom.sign_in(client)
    front = make_show().get_parent()
    assert client.get(_on_create(front)).status_code == 302  # refused: to the dashboard


def test_those_who_may_not_edit_it_read_nothing(client: Client) -> None:
    show, draft = make_show("Theirs"), make_draft(make_show("Not theirs"))
    client.force_login(writer_under(show))
    refused = client.get(_checks(draft))
    assert refused.status_code == 302
    assert client.get(_on_create(draft.get_parent().specific)).status_code == 302
    assert client.get(_on_create(show)).status_code == 200


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    assert client.get(_checks(make_draft()))["Location"].startswith("/cms/login/")


def test_the_panel_has_a_place_for_them_on_articles_alone(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content
    assert b"data-article-checks" in edit
    assert b"js/newsroom/checks" in edit
    show = client.get(reverse("wagtailadmin_pages:edit", args=[article.get_parent().pk])).content
    assert b"data-article-checks" not in show
