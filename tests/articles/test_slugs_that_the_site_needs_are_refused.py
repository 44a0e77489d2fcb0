"""No page takes an address that the site answers by itself, now or later."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from articles.models import Article, AuthorIndex, Show, ShowIndex, StandardPage
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_front, make_show

pytestmark = pytest.mark.django_db
AT_THE_TOP = [
    "readership",
    "cms", "feeds", "static", "media", "search", "accounts", "styleguide", "reading", "api",
    "healthz", "readyz", "metrics",
]  # fmt: skip
UNDER_A_SHOW = ["catch-up", "who", "feed", "feeds", "seasons", "passage"]


@pytest.mark.parametrize("slug", AT_THE_TOP)
def test_at_the_top(slug: str) -> None:
    front = make_front()
    with pytest.raises(ValidationError) as refusal:
        front.add_child(instance=StandardPage(title="Ours", slug=slug))
    assert "used by the site itself" in refusal.value.message_dict["slug"][0]


@pytest.mark.parametrize("kind", [Show, StandardPage, ShowIndex, AuthorIndex])
def test_for_every_kind_of_page(kind: Any) -> None:
    front = make_front()
    with pytest.raises(ValidationError):
        front.add_child(instance=kind(title="Ours", slug="cms"))


def test_in_the_shows_form(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    data = newsroom.show_data(show, slug="search")
    answer = newsroom.edit_show(client, show, data)
    assert answer.status_code == 200
    assert "used by the site itself" in answer.context["form"].errors["slug"][0]


@pytest.mark.parametrize("slug", UNDER_A_SHOW)
def test_under_a_show(slug: str) -> None:
    with pytest.raises(ValidationError):
        make_draft().get_parent().add_child(instance=Article(title="Ours", slug=slug))


@pytest.mark.parametrize("buttons", [[], ["action-publish"]])
def test_under_a_show_in_the_edit_form(client: Client, buttons: list[str]) -> None:
    newsroom.sign_in(client)
    article = make_article()
    data = newsroom.article_data(article, slug="who")
    answer = newsroom.edit(client, article, data, *buttons)
    assert answer.status_code == 200
    assert "used by the site itself" in answer.context["form"].errors["slug"][0]


@pytest.mark.parametrize("slug", ["who", "catch-up", "passage"])
def test_under_a_show_in_the_create_form(client: Client, slug: str) -> None:
    newsroom.sign_in(client)
    answer = newsroom.create(client, make_show(), newsroom.article_data(slug=slug))
    assert answer.status_code == 200
    assert "used by the site itself" in answer.context["form"].errors["slug"][0]
    assert not Article.objects.exists()


def test_what_is_reserved_at_the_top_is_free_under_a_show(client: Client) -> None:
    newsroom.sign_in(client)
    answer = newsroom.create(client, make_show(), newsroom.article_data(slug="search"))
    assert answer.status_code == 302
    assert Article.objects.filter(slug="search").exists()
