"""The front page: a featured article and the rows that an editor arranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.utils.safestring import SafeString

from articles.endings import endings_in
from articles.listing import (
    NEWEST,
    Card,
    ShowCard,
    as_show_cards,
    below_any,
    cards,
    first_of_each,
    home_path,
    live_articles,
    live_articles_by_id,
    live_shows,
    show_cards,
    with_seasons,
)
from articles.models import Article, FrontPage, Picture, Season, Show, SiteWords
from articles.pictures import load_renditions
from articles.prepared import PreparedRows
from articles.rail import Endings, Stop, stops
from articles.remembered import remembered_each
from articles.ring import Ring, ring_of
from articles.structured_data import as_json, publisher, website

DEFAULT_LATEST = 12
SHOW_ROW = 24  # articles of one show that a row looks at


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the front page: of articles, or of shows."""

    kind: str
    title: str
    link: str
    cards: Sequence[Card]
    shows: Sequence[ShowCard] = ()
    show: Show | None = None
    stops: Sequence[Stop] = ()
    ring: Ring | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The front page."""

    featured: Card | None
    rows: list[Row]
    json_ld: SafeString


def front_of(page: FrontPage) -> Front:
    """Gather the front page. The number of queries does not grow with the rows."""
    rows = list(page.rows)
    stock = _stock(page, rows)
    newest = stock.latest[0].pk if stock.latest else 0
    featured = stock.cards.get(page.featured_id or newest) or stock.cards.get(newest)
    if featured is not None:
        load_renditions(featured.picture)
    above = featured.article.pk if featured else 0
    built = [_row(row, stock, above) for row in rows]
    if not rows:
        built = [_newest("Latest", DEFAULT_LATEST, stock, above)]
    return Front(
        featured=featured,
        rows=[row for row in built if row and (row.cards or row.shows or row.stops)],
        json_ld=as_json(publisher(), website()),
    )


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that the rows choose from, fetched together."""

    latest: list[Article]
    by_show: dict[int, list[Article]]  # of shows without a rail
    endings: dict[int, Endings]  # of those with one
    seasons: dict[int, list[Season]]
    cards: dict[int, Card]
    shows: list[ShowCard]
    all_shows: str  # the path of the list of shows, if there is one


def _stock(page: FrontPage, rows: list[Any]) -> Stock:
    latest = [pk for (pk,) in _latest(_latest_count(rows)).of()]
    chosen = {article.pk for row in rows for article in _chosen(row)} | {page.featured_id or 0}
    wanted = [row.value["show"] for row in rows if row.block_type == "show" and row.value["show"]]
    seasons = with_seasons(wanted) if wanted else {}
    railed = [show for show in wanted if len(seasons[show.pk]) > 1]
    by_show = _by_show([show for show in wanted if show not in railed])
    found = live_articles_by_id({*latest, *chosen, *chain(*by_show.values())})
    patches = remembered_each(Picture.objects.in_bulk, "picture", (s.patch_id for s in wanted))
    for show in wanted:
        show.patch = patches.get(show.patch_id)
    load_renditions(*patches.values())
    count = _show_count(rows)
    return Stock(
        latest=[found[pk] for pk in latest if pk in found],
        by_show={show: [found[pk] for pk in ids if pk in found] for show, ids in by_show.items()},
        endings=endings_in(railed),
        seasons=seasons,
        cards={card.article.pk: card for card in cards(list(found.values()))},
        shows=_shows(count) if count else [],
        all_shows=SiteWords.current().links.all_shows if count else "",
    )


def _shows(count: int) -> list[ShowCard]:
    """The first so many shows; what their cards need is remembered."""
    ids = [pk for (pk,) in _first_shows(count).of()]
    found = remembered_each(live_shows().in_bulk, "show-card", ids)
    return as_show_cards([found[pk] for pk in ids if pk in found])


@cache
def _latest(count: int) -> PreparedRows:
    return PreparedRows(lambda: live_articles().values_list("pk")[:count])


@cache
def _first_shows(count: int) -> PreparedRows:
    return PreparedRows(lambda: show_cards().values_list("pk")[:count])


def _latest_count(rows: list[Any]) -> int:
    counts = [row.value["count"] or 0 for row in rows if row.block_type == "latest"]
    return max(counts, default=DEFAULT_LATEST if not rows else 1) + 1


def _show_count(rows: list[Any]) -> int:
    return max((row.value["count"] or 0 for row in rows if row.block_type == "shows"), default=0)


def _chosen(row: Any) -> list[Any]:
    return [a for a in row.value["articles"] if a] if row.block_type == "chosen" else []


def _by_show(shows: list[Show]) -> dict[int, list[int]]:
    """The keys of the endings of these shows, in one query."""
    found: dict[int, list[int]] = {show.pk: [] for show in shows}
    if shows:
        by_path = {show.path: found[show.pk] for show in shows}
        under = live_articles().filter(below_any(shows))
        chosen = first_of_each(under, home_path(), SHOW_ROW, *NEWEST)
        for path, pk in chosen.values_list("path", "pk"):
            by_path[path[: -Article.steplen]].append(pk)
    return found


def _newest(title: str, count: int, stock: Stock, above: int) -> Row:
    """The newest articles, without the one that leads the page."""
    others = [article for article in stock.latest if article.pk != above]
    return Row("latest", title, "", [stock.cards[article.pk] for article in others[:count]])


def _row(row: Any, stock: Stock, above: int) -> Row | None:
    value = row.value
    if row.block_type == "latest":
        return _newest(value["title"], value["count"] or 0, stock, above)
    if row.block_type == "chosen":
        picked = [stock.cards[a.pk] for a in _chosen(row) if a.pk in stock.cards]
        return Row("chosen", value["title"], "", picked)
    if row.block_type == "shows":
        return Row("shows", value["title"], stock.all_shows, [], stock.shows[: value["count"]])
    show: Show | None = value["show"]
    if show is None or not show.live:
        return None
    if show.pk in stock.endings:
        seasons = stock.seasons[show.pk]
        rail = stops(seasons, stock.endings[show.pk])
        return Row(
            "show", show.title, show.address, [], show=show, stops=rail, ring=ring_of(seasons, None)
        )
    articles = stock.by_show[show.pk]
    return Row("show", show.title, show.address, [stock.cards[a.pk] for a in articles])
