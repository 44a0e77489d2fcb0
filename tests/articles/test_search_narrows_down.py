"""Filters are links: by kind and by show, kept with the query and from page to page."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.articles.searching import add_character, address, found, page_for
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def lanterns() -> tuple[str, str]:
    """Two shows full of lanterns; their slugs."""
    one, other = make_show("Red Lantern"), make_show("Blue Lantern")
    add_character(one, "Ada Lantern")
    make_article(one, title="A lantern lit")
    make_article(other, title="A lantern out")
    return one.slug, other.slug


def chosen(page: BeautifulSoup) -> list[str]:
    """The filters that are on."""
    return [tag.get_text() for tag in page.select(".filters [aria-current]")]


def test_by_kind(lanterns: tuple[str, str]) -> None:
    assert len(found("lantern")) == 5
    assert found("lantern", kind="character") == ["Ada Lantern"]
    assert set(found("lantern", kind="show")) == {"Red Lantern", "Blue Lantern"}
    assert set(found("lantern", kind="article")) == {"A lantern lit", "A lantern out"}
    assert found("lantern", kind="author") == []


def test_by_show(lanterns: tuple[str, str]) -> None:
    assert set(found("lantern", show=lanterns[0])) == {
        "Red Lantern", "Ada Lantern", "A lantern lit",
    }  # fmt: skip
    assert found("lantern", show=lanterns[1], kind="article") == ["A lantern out"]


def test_every_filter_is_a_link_that_keeps_the_rest(lanterns: tuple[str, str]) -> None:
    page = page_for("lantern", kind="article", show=lanterns[0])
    assert chosen(page)[0] == "Articles"
    assert "Red Lantern" in chosen(page)[1]
    links = [tag["href"] for tag in page.select(".filters a")]
    assert f"/search/?q=lantern&show={lanterns[0]}" in links
    assert "/search/?q=lantern&kind=article" in links
    kept = {tag["name"]: tag["value"] for tag in page.select(".search-field [type=hidden]")}
    assert kept == {"kind": "article", "show": lanterns[0]}


def test_the_shows_offered_are_those_found(lanterns: tuple[str, str]) -> None:
    make_show("Something Else")
    offered = page_for("lantern").select('[aria-label="By show"] a')
    assert {tag.get_text() for tag in offered} == {"Red Lantern", "Blue Lantern"}


def test_nothing_with_filters_leads_to_everything(lanterns: tuple[str, str]) -> None:
    page = page_for("lantern", kind="author")
    assert page.select_one(".found__mended a")["href"] == "/search/?q=lantern"


@pytest.mark.parametrize("filters", [{"kind": "user"}, {"show": "no-such"}, {"kind": "%00"}])
def test_an_unknown_filter_is_dropped(lanterns: tuple[str, str], filters: dict[str, str]) -> None:
    answer = Client().get(address("lantern", **filters))
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=lantern")


def test_pages_keep_the_filters_and_end(lanterns: tuple[str, str]) -> None:
    show = make_show("Long")
    for number in range(13):
        make_article(show, title=f"Beacon {number}")
    page = page_for("beacon", kind="article")
    following = page.select_one('a[rel="next"]')["href"]
    assert following == "/search/?q=beacon&kind=article&page=2"
    assert len(found("beacon", kind="article", page="2")) == 3
    assert Client().get(address("beacon", page="3")).status_code == 404
    assert Client().get(address("nothing like it", page="2")).status_code == 404
