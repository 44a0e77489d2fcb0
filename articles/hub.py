"""A show's hub: its seasons in order with their endings, its facts, and every article."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from django.core.paginator import Page as Slice
from django.utils.safestring import SafeString

from articles.catching_up import address_of, choices_of
from articles.listing import Card, below, cards, in_order, live_articles, slice_of
from articles.models import Season, Show
from articles.pictures import load_renditions
from articles.prepared import PreparedRows
from articles.ring import Ring, ring_of
from articles.structured_data import as_json, breadcrumbs, show_data
from articles.through import seasons_of

ENDINGS = 12  # of one season in the guide; the list of all articles has the others


@dataclass(frozen=True, slots=True)
class SeasonEntry:
    """A season in the guide: the card of its ending, if there is one yet, and its episodes."""

    season: Season
    endings: list[Card]
    catch_up: str = ""  # the address of what to remember through the season


@dataclass(frozen=True, slots=True)
class Hub:
    """A show's page."""

    show: Show
    ring: Ring
    seasons: list[SeasonEntry]
    cards: list[Card]  # of this page of all articles
    slice: Slice[int]
    episode_count: int
    others: bool  # whether there is more to list than each season's one ending
    catch_up: str  # the address of the page, where there is an ending to catch up on
    who: str  # the address of the page, where there is somebody to show
    json_ld: SafeString


# The keys, seasons and last episodes of all public articles below a show, the newest first.
_ARTICLES = PreparedRows(
    lambda depth, first, last: (
        live_articles()
        .filter(depth=depth, path__range=(first, last))
        .values_list("pk", "boundary__season", "boundary__number")
    ),
    *(int, str, str),
)


def endings_of(articles: list[tuple[Any, ...]]) -> dict[int, list[int]]:
    """The keys of each season's endings, the newest first; of many, those that go furthest."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in articles:
        found.setdefault(row[1], []).append(row)
    for season, rows in found.items():
        furthest = sorted(rows, key=itemgetter(2), reverse=True)[:ENDINGS]
        found[season] = [row for row in rows if row in furthest]
    return {season: [pk for pk, *_ in rows] for season, rows in found.items()}


def hub_of(show: Show, number: str | None = None) -> Hub:
    """Gather a show's hub in a fixed number of queries. Raises Http404 for a page that is none."""
    articles = _ARTICLES.of(show.depth + 1, *below(show))
    part = slice_of([pk for pk, *_ in articles], number)
    listed = list(part.object_list)
    endings = endings_of(articles)
    found = in_order({*listed, *chain(*endings.values())})
    made = {card.article.pk: card for card in cards(found)}
    by_season = {season: [made[pk] for pk in ids if pk in made] for season, ids in endings.items()}
    seasons = seasons_of(show)
    load_renditions(show.key_art, show.patch)
    told = {season.number for season in seasons if season.pk in by_season}
    ways = {
        choice.through.season.number: choice.address
        for choice in choices_of(show, seasons, "catch-up", None, told)
    }
    crumbs = breadcrumbs(("Home", "/"), (show.title, show.address))
    return Hub(
        show=show,
        ring=ring_of(seasons, None),
        seasons=[SeasonEntry(s, by_season.get(s.pk, []), ways.get(s.number, "")) for s in seasons],
        cards=[made[pk] for pk in listed if pk in made],
        slice=part,
        episode_count=sum(season.episode_total for season in seasons),
        others=any(len(found) > 1 for found in by_season.values())
        or not by_season.keys() <= {season.pk for season in seasons},
        catch_up=address_of(show, "catch-up") if ways else "",
        who=address_of(show, "who") if show.characters.exists() else "",
        json_ld=as_json(show_data(show) | {"description": show.synopsis}, crumbs),
    )
