"""Copying articles in the newsroom: a copy is made or refused with a message, never a 500."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def _copy(client: Client, article: Page, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:copy", args=[article.pk])
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": str(article.get_parent().pk),
        "copy_subpages": "",
        "alias": "",
    }
    return client.post(address, data | changes)


def test_a_live_article_with_its_rows(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    assert _copy(client, article, publish_copies="on").status_code == 302
    copied = Article.objects.get(slug="a-copy")
    assert copied.live
    assert [copied.bylines.count(), copied.fates.count()] == [1, 1]


def test_an_incomplete_draft_stays_a_draft(client: Client) -> None:
    newsroom.sign_in(client)
    assert _copy(client, make_draft(), publish_copies="on").status_code == 302
    assert not Article.objects.get(slug="a-copy").live


@pytest.mark.parametrize("more", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_to_another_show_is_no_breakdown(client: Client, more: dict[str, str]) -> None:
    newsroom.sign_in(client)
    answer = _copy(client, make_article(), new_parent_page=str(make_show().pk), **more)
    assert answer.status_code in {200, 302}
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize("parent", ["abc", "", "-1", "999999", "1e5"])
def test_to_nowhere_is_no_breakdown(client: Client, parent: str) -> None:
    newsroom.sign_in(client)
    answer = _copy(client, make_article(), new_parent_page=parent)
    assert answer.status_code in {200, 302}


def test_to_a_reserved_slug_is_no_breakdown(client: Client) -> None:
    newsroom.sign_in(client)
    answer = _copy(client, make_article(), new_slug="catch-up")
    assert answer.status_code in {200, 302}
    assert not Article.objects.filter(slug="catch-up").exists()


@pytest.mark.parametrize("more", [{"publish_copies": "on"}, {"alias": "on"}])
def test_a_show_is_copied_whole_or_not_at_all(client: Client, more: dict[str, str]) -> None:
    newsroom.sign_in(client)
    article = make_article()
    show, before = article.get_parent(), Page.objects.count()
    answer = _copy(client, show, copy_subpages="on", **more)
    told = client.get(answer["Location"])
    assert answer["Location"] == reverse("wagtailadmin_pages:copy", args=[show.pk])
    assert f"Nothing was copied, since “{article.title}”" in told.content.decode()
    assert Page.objects.count() == before


def test_a_show_is_copied_unpublished_with_its_articles(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_article().get_parent()
    assert _copy(client, show, copy_subpages="on").status_code == 302
    copied = Page.objects.get(slug="a-copy")
    assert not copied.live
    assert [child.live for child in copied.get_children()] == [False]
