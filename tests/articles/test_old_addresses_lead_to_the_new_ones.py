"""When a slug or a parent changes, the old address answers 301 to the new one by itself."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, StandardPage
from tests.articles import newsroom
from tests.factories import make_article, make_front, make_show

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
