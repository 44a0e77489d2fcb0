"""However many articles a show has, its pages load a bounded number of them, and no texts."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import hub, listing
from articles.article_page import rail_of
from articles.front import front_of
from articles.listing import with_seasons
from articles.models import Article, Show
from tests.articles.surfaces import soup_of
from tests.factories import episode_of, make_article, make_front, make_picture, make_show

pytestmark = pytest.mark.django_db
MANY = 5


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """A show whose first season is told by more articles than are listed at a time."""
    monkeypatch.setattr(hub, "ENDINGS", MANY - 2)
    monkeypatch.setattr(listing, "PER_PAGE", MANY - 1)
    monkeypatch.setattr("articles.front.SHOW_ROW", MANY - 3)
    show = make_show(seasons=2)
    picture = make_picture()
    for number in range(MANY):
        boundary = episode_of(show, 1, 1 if number else 3)
        make_article(show, boundary=boundary, safe_hero=picture)
    return show


def test_a_hub_lists_its_articles_page_by_page(client: Client, show: Show) -> None:
    first, second = soup_of(client, show.url), soup_of(client, f"{show.url}?page=2")
    assert len(first.select(".cards .card")) == MANY - 1
    assert len(second.select(".cards .card")) == 1
    assert first.select_one('.pager a[rel="next"]')["href"] == "?page=2"
    assert client.get(f"{show.url}?page=3").status_code == 404


def test_a_season_shows_the_endings_that_go_furthest(show: Show) -> None:
    entry = hub.hub_of(show).seasons[0]
    assert len(entry.endings) == MANY - 2
    assert any(card.spoils_to.number == 3 for card in entry.endings)


def test_a_rail_takes_one_article_of_each_season(show: Show) -> None:
    furthest = Article.objects.live().get(boundary__number=3)
    seasons = with_seasons([show])[show.pk]
    for article in Article.objects.live():
        assert rail_of(article, show, seasons)[0].url == furthest.address


def test_a_row_of_the_front_page_takes_one_article_of_each_season(show: Show) -> None:
    other = make_show(seasons=1)
    make_article(other, boundary=episode_of(other, 1, 3))
    front = make_front()
    front.rows = [
        {"type": "show", "value": {"show": each.pk, "count": 4}} for each in (show, other)
    ]
    rail, cards = front_of(front).rows
    furthest = Article.objects.live().child_of(show).get(boundary__number=3)
    assert [stop.url for stop in rail.stops if stop.url] == [furthest.address]
    assert len(cards.cards) == 1


def test_a_sitemap_reads_no_texts(client: Client, show: Show) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/sitemap.xml").status_code == 200
    assert not [query["sql"] for query in asked if '"body"' in query["sql"]]
