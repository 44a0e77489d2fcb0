"""When a slug or a parent changes, the old address answers 301 to the new one by itself."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, StandardPage
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_front, make_show, paragraph

pytestmark = pytest.mark.django_db


def _answer(client: Client, path: str) -> tuple[int, str]:
    client.logout()
    answer: Any = client.get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_an_articles_slug_changed_in_the_form(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    newsroom.sign_in(client)
    article = make_article()
    old = article.url
    data = newsroom.article_data(article, slug="a-better-slug")
    with django_capture_on_commit_callbacks(execute=True):
        answer = newsroom.edit(client, article, data, "action-publish")
    assert answer.status_code == 302
    new = Article.objects.get(pk=article.pk).url
    assert new.endswith("/a-better-slug/")
    assert _answer(client, old) == (301, new)
    assert client.get(new).status_code == 200


def test_a_shows_slug_takes_its_articles_along(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article = make_article()
    show = article.get_parent().specific
    old_show, old_article = show.url, article.url
    show.slug = "a-better-name"
    with django_capture_on_commit_callbacks(execute=True):
        show.save_revision().publish()
    assert _answer(client, old_show) == (301, "/a-better-name/")
    assert _answer(client, old_article) == (301, f"/a-better-name/{article.slug}/")


def _renamed(show: Any, slug: str, callbacks: Any) -> None:
    show.slug = slug
    with callbacks(execute=True):
        show.save_revision().publish()


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_shows_slug_takes_its_feeds_along(
    client: Client, django_capture_on_commit_callbacks, kind: str
) -> None:
    show = make_article().get_parent().specific
    first = show.slug
    for slug in ("a-better-name", "the-best-name"):
        _renamed(show, slug, django_capture_on_commit_callbacks)
    for old in (first, "a-better-name"):
        answer = _answer(client, f"/feeds/{old}/{kind}.xml")
        assert answer == (301, f"/feeds/the-best-name/{kind}.xml")
    assert client.get(f"/feeds/the-best-name/{kind}.xml").status_code == 200


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_the_feed_of_something_else_that_moved_is_not_found(
    client: Client, django_capture_on_commit_callbacks, kind: str
) -> None:
    page = make_front().add_child(instance=StandardPage(title="About", slug="about"))
    _renamed(page, "about-us", django_capture_on_commit_callbacks)
    show = make_show()
    old = show.slug
    _renamed(show, "gone", django_capture_on_commit_callbacks)
    show.unpublish()
    for slug in ("about", old):
        assert _answer(client, f"/feeds/{slug}/{kind}.xml")[0] == 404


def _with_a_passage() -> tuple[Any, str]:
    show = make_show()
    block = "5b0c7f0e-6f64-4a8e-9f43-0c4d7c1b2a10"
    passage = {"boundary": episode_of(show, 2, 3).pk, "label": "Later", "text": "<p>It.</p>"}
    body = [paragraph(), {"type": "passage", "value": passage, "id": block}]
    return make_article(show, body=body), f"passage/{block}/"


def test_an_articles_slug_takes_its_passages_along(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article, passage = _with_a_passage()
    old = article.url
    _renamed(article, "a-better-slug", django_capture_on_commit_callbacks)
    new = Article.objects.get(pk=article.pk).url
    assert _answer(client, old + passage) == (301, new + passage)
    assert client.get(new + passage).status_code == 200


def test_a_shows_slug_takes_its_passages_along(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article, passage = _with_a_passage()
    old = article.url
    _renamed(article.get_parent().specific, "better", django_capture_on_commit_callbacks)
    assert _answer(client, old + passage) == (301, f"/better/{article.slug}/{passage}")


def test_an_article_moved_to_another_show(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article, other = make_article(), make_show()
    old = article.url
    with django_capture_on_commit_callbacks(execute=True):
        article.move(other, pos="last-child")
    assert _answer(client, old) == (301, f"{other.url}{article.slug}/")


def test_a_plain_pages_slug(client: Client, django_capture_on_commit_callbacks) -> None:
    page = make_front().add_child(instance=StandardPage(title="About", slug="about"))
    page.slug = "about-us"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert _answer(client, "/about/") == (301, "/about-us/")


def test_a_query_does_not_hide_the_redirect(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article = make_article()
    old = article.url
    article.slug = "a-better-slug"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    status, location = _answer(client, f"{old}?utm_source=a-friend")
    assert status == 301
    assert location.startswith(Article.objects.get(pk=article.pk).url)


def test_an_address_that_is_taken_again_belongs_to_the_new_page(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    article = make_article()
    old, slug = article.url, article.slug
    article.slug = "a-better-slug"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    again = make_article(article.get_parent().specific, slug=slug)
    assert again.url == old
    assert _answer(client, old)[0] == 200
