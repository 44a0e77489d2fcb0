"""A show's hub: its seasons in order with their endings, its facts, its feeds, all its articles."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article, Season, Show
from tests.articles.surfaces import soup_of
from tests.factories import episode_of, make_article, make_draft, make_show

pytestmark = pytest.mark.django_db

ENDINGS = ".season__ending a:not([data-report])"


@pytest.fixture
def show() -> Show:
    """Seasons 1 and 2 with their endings, the later one written first; season 3 only announced."""
    show = make_show("The Crossing", seasons=2)
    Season.objects.create(show=show, number=3, setting="1999")
    for season in (2, 1):
        make_article(show, boundary=episode_of(show, season, 3))
    make_draft(show)
    return show


def seasons(soup: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """Each season's name with the addresses of its endings."""
    return [
        (
            part.h2.get_text(),
            [str(a["href"]) for a in part.select(ENDINGS)],
        )
        for part in soup.select(".season-rail > .season")
        if part.h2
    ]


def test_the_seasons_stand_in_order_with_their_endings(client: Client, show: Show) -> None:
    second, first = Article.objects.live().order_by("pk")
    assert seasons(soup_of(client, show.url)) == [
        ("Season 1", [first.url]), ("Season 2", [second.url]), ("Season 3", []),
    ]  # fmt: skip


def test_a_season_without_an_ending_says_so(client: Client, show: Show) -> None:
    said = [p.get_text() for p in soup_of(client, show.url).select(".season__ending--none")]
    assert said == ["Not covered yet."]


def test_the_facts(client: Client, show: Show) -> None:
    soup = soup_of(client, show.url)
    facts = [part.get_text() for part in soup.select(".facts dt, .facts dd")]
    assert facts == [
        "Years", "since 2019", "Network", "A Network", "Seasons", "3", "Episodes", "6",
        "Feed", "RSS, Atom",
    ]  # fmt: skip
    ways = [link["href"] for link in soup.select(".facts a")]
    assert ways == [f"/feeds/{show.slug}/{kind}.xml" for kind in ("rss", "atom")]


def test_all_articles_are_listed_where_a_season_has_several(client: Client, show: Show) -> None:
    assert not soup_of(client, show.url).select(".card")
    another = make_article(show, boundary=episode_of(show, 1, 2))
    listed = {card["data-article"] for card in soup_of(client, show.url).select(".card")}
    assert listed == {str(a.pk) for a in Article.objects.live()}
    assert str(another.pk) in listed


@pytest.mark.parametrize(("season", "before", "after"), [(1, None, 2), (2, 1, 4), (4, 2, None)])
def test_an_ending_leads_to_the_ones_before_and_after(
    client: Client, season: int, before: int | None, after: int | None
) -> None:
    """A season without an ending is passed over."""
    show = make_show(seasons=4)
    told = {n: make_article(show, boundary=episode_of(show, n, 3)).url for n in (1, 2, 4)}
    rail = soup_of(client, told[season]).select_one(".rail")
    assert rail is not None
    for rel, other in (("prev", before), ("next", after)):
        links = [link["href"] for link in rail.select(f"a[rel={rel}]")]
        assert links == ([told[other]] if other else [])
    here = rail.select_one("[aria-current=page]")
    assert here is not None
    assert f"Season {season}" in here.get_text()
