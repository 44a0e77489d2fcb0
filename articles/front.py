"""The front page: a featured article and the rows that an editor arranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.safestring import SafeString

from articles.listing import Card, ShowCard, as_show_cards, cards, live_articles, live_shows
from articles.models import Article, FrontPage, Show
from articles.pictures import load_renditions
from articles.structured_data import as_json, publisher

DEFAULT_LATEST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the front page: of articles, or of shows."""

    kind: str
    title: str
    link: str
    cards: Sequence[Card]
    shows: Sequence[ShowCard] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """The front page."""

    featured: Card | None
    rows: list[Row]
    json_ld: SafeString


def front_of(page: FrontPage) -> Front:
    """Gather the front page. The number of queries does not grow with the rows."""
    rows = list(page.rows) or []
    wanted = [row.value for row in rows]
    latest = list(live_articles()[: _latest_count(rows)])
    chosen_ids = {a.pk for row in rows for a in _chosen(row)} | {page.featured_id or 0}
    by_show = _by_show([row.value for row in rows if row.block_type == "show"])
    extra = {a.pk: a for a in live_articles().filter(pk__in=chosen_ids)}
    everything = {a.pk: a for a in [*latest, *extra.values(), *sum(by_show.values(), [])]}
    made = {card.article.pk: card for card in cards(list(everything.values()))}
    featured = made.get(page.featured_id or 0) or (made[latest[0].pk] if latest else None)
    if featured is not None:
        load_renditions([featured.picture], ["hero"], share=True)
    shows = as_show_cards(list(live_shows()[: _show_count(rows)])) if _show_count(rows) else []
    built = [_row(row, value, latest, by_show, made, shows) for row, value in zip(rows, wanted)]
    if not rows:
        built = [Row("latest", "Latest", "", [made[a.pk] for a in latest])]
    without = featured.article.pk if featured else 0
    return Front(
        featured=featured,
        rows=[row for row in (_without(row, without) for row in built if row) if _filled(row)],
        json_ld=as_json(publisher(), {"@type": "WebSite", "url": publisher()["url"]}),
    )


def _filled(row: Row) -> bool:
    return bool(row.cards or row.shows)


def _without(row: Row, pk: int) -> Row:
    """The newest row does not repeat the featured article above it."""
    if row.kind != "latest":
        return row
    kept = [card for card in row.cards if card.article.pk != pk]
    return Row(row.kind, row.title, row.link, kept, row.shows)


def _latest_count(rows: list[Any]) -> int:
    counts = [row.value["count"] or 0 for row in rows if row.block_type == "latest"]
    return max(counts, default=DEFAULT_LATEST if not rows else 1) + 1


def _show_count(rows: list[Any]) -> int:
    return max((row.value["count"] or 0 for row in rows if row.block_type == "shows"), default=0)


def _chosen(row: Any) -> list[Any]:
    return [a for a in row.value["articles"] if a] if row.block_type == "chosen" else []


def _by_show(values: list[Any]) -> dict[int, list[Article]]:
    """The endings of the shows that have rows, newest season first, in one query."""
    limits = {value["show"].pk: value["count"] or 0 for value in values if value["show"]}
    if not limits:
        return {}
    numbered = live_articles().filter(boundary__season__show_id__in=limits).annotate(
        place=Window(
            RowNumber(),
            partition_by=F("boundary__season__show_id"),
            order_by=[F("boundary__season__number").desc(), F("boundary__number").desc()],
        )
    )
    found: dict[int, list[Article]] = {pk: [] for pk in limits}
    for article in numbered.filter(place__lte=max(limits.values())).order_by("place", "pk"):
        show_id = article.boundary.season.show_id
        if article.place <= limits[show_id]:
            found[show_id].append(article)
    return found


def _row(
    row: Any,
    value: Any,
    latest: list[Article],
    by_show: dict[int, list[Article]],
    made: dict[int, Card],
    shows: list[ShowCard],
) -> Row | None:
    if row.block_type == "latest":
        chosen = latest[: (value["count"] or 0) + 1]
        return Row("latest", value["title"], "", [made[a.pk] for a in chosen])
    if row.block_type == "chosen":
        picked = [made[a.pk] for a in _chosen(row) if a.pk in made]
        return Row("chosen", value["title"], "", picked)
    if row.block_type == "shows":
        return Row("shows", value["title"], "", [], shows[: value["count"]])
    show: Show | None = value["show"]
    if show is None:
        return None
    return Row("show", show.title, show.url, [made[a.pk] for a in by_show.get(show.pk, [])])
