"""The front page is what an editor made of it: who leads, and which rows, in their order."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import Article, FrontPage, Show
from tests.articles import newsroom
from tests.articles.surfaces import soup_of
from tests.factories import episode_of, make_article, make_draft, make_front, make_show

pytestmark = pytest.mark.django_db
Row = tuple[str, Any]


def arranged(client: Client, *rows: Row, featured: Article | None = None) -> BeautifulSoup:
    """The front page after an editor has saved its form."""
    front = make_front()
    newsroom.sign_in(client)
    data = nested_form_data(
        {
            "title": front.title, "slug": front.slug, "featured": featured.pk if featured else "",
            "rows": streamfield(list(rows)), "seo_title": "", "search_description": "",
            "go_live_at": "", "expire_at": "", "comments": inline_formset([]),
        }
    )  # fmt: skip
    answer = newsroom.edit(client, front, data, "action-publish")
    assert answer.status_code == 302, answer.context["form"].errors
    client.logout()
    return soup_of(client, "/")


def chosen(title: str, *articles: Article) -> Row:
    """A row of articles picked by hand, as the form sends it."""
    rows = {str(n): {"value": a.pk, "order": n, "deleted": ""} for n, a in enumerate(articles)}
    return "chosen", {"title": title, "articles": {"count": len(articles), **rows}}


def titles(soup: BeautifulSoup) -> list[str]:
    """The rows' names, in order."""
    return [part.get_text() for part in soup.select(".row__title")]


def lead(soup: BeautifulSoup) -> str:
    """The article that leads the page."""
    found = soup.select_one(".lead")
    assert found is not None
    return str(found["data-article"])


@pytest.fixture
def show() -> Show:
    """A show of three seasons, of which two have an ending."""
    show = make_show("The Crossing", seasons=3)
    for season in (1, 2):
        make_article(show, boundary=episode_of(show, season, 3))
    return show


def test_the_featured_article_leads_it_and_else_the_newest(client: Client, show: Show) -> None:
    old, new = Article.objects.order_by("pk")
    assert lead(arranged(client, featured=old)) == str(old.pk)
    assert lead(arranged(client)) == str(new.pk)


def test_the_rows_stand_in_their_order(client: Client, show: Show) -> None:
    first, second = Article.objects.order_by("pk")
    rows: list[Row] = [
        ("shows", {"title": "All of them", "count": 2}),
        chosen("By hand", second, first),
        ("show", {"show": show.pk}),
        ("latest", {"title": "Just out", "count": 2}),
    ]
    soup = arranged(client, *rows)
    assert titles(soup) == ["All of them", "By hand", "The Crossing", "Just out"]
    picked = soup.select(".row--chosen .card")
    assert [card["data-article"] for card in picked] == [str(second.pk), str(first.pk)]
    assert titles(arranged(client, *reversed(rows))) == titles(soup)[::-1]


def test_a_shows_row_is_its_rail_of_years(client: Client, show: Show) -> None:
    rail = arranged(client, ("show", {"show": show.pk})).select_one(".row--show .rail")
    assert rail is not None
    first, second = Article.objects.order_by("pk")
    assert [link["href"] for link in rail.select("a")] == [first.url, second.url]
    assert "Season 3, not covered yet" in rail.get_text()


def test_the_rail_leaves_out_an_ending_of_another_show(client: Client, show: Show) -> None:
    elsewhere = make_show(seasons=3)
    stranger = make_article(elsewhere, boundary=episode_of(elsewhere, 3, 3))
    Article.objects.get(pk=stranger.pk).move(show, pos="last-child")
    rail = arranged(client, ("show", {"show": show.pk})).select_one(".row--show .rail")
    assert rail is not None
    assert Article.objects.get(pk=stranger.pk).url not in str(rail)


def test_a_row_without_anything_public_leaves_nothing_behind(client: Client, show: Show) -> None:
    draft = make_draft(show)
    hidden = make_show("Hidden")
    hidden.unpublish()
    soup = arranged(client, chosen("By hand", draft), ("show", {"show": hidden.pk}))
    assert titles(soup) == []
    assert draft.title not in soup.get_text()


def test_without_rows_it_has_the_latest(client: Client, show: Show) -> None:
    assert titles(arranged(client)) == ["Latest"]


def test_an_arrangement_that_is_not_published_is_not_seen(client: Client, show: Show) -> None:
    front = FrontPage.objects.get()
    front.rows = [{"type": "latest", "value": {"title": "Just out", "count": 2}}]
    front.save_revision()
    assert titles(soup_of(client, "/")) == ["Latest"]
