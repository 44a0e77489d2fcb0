"""A show's hub: its seasons in order with their endings, its facts, and every article."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page as Slice
from django.utils.safestring import SafeString

from articles.catching_up import address_of, choices_of
from articles.listing import NEWEST, Card, articles_of, cards, first_of_each, slice_of  # fmt: skip
from articles.models import Article, Season, Show
from articles.pictures import load_renditions
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
    slice: Slice[Article]
    episode_count: int
    others: bool  # whether there is more to list than each season's one ending
    catch_up: str  # the address of the page, where there is an ending to catch up on
    who: str  # the address of the page, where there is somebody to show
    json_ld: SafeString


def endings_by_season(made: dict[int, Card], endings: list[Article]) -> dict[int, list[Card]]:
    """The cards of each season's endings, the newest first."""
    found: dict[int, list[Card]] = {}
    for article in endings:
        card = made[article.pk]
        found.setdefault(card.spoils_to.season_id, []).append(card)
    return found


def hub_of(show: Show, number: str | None = None) -> Hub:
    """Gather a show's hub in a fixed number of queries. Raises Http404 for a page that is none."""
    articles = articles_of(show)
    part = slice_of(articles, number)
    listed = list(part.object_list)
    endings = list(
        first_of_each(articles, "boundary__season", ENDINGS, "-boundary__number", *NEWEST)
    )
    made = {
        card.article.pk: card for card in cards([*{a.pk: a for a in [*endings, *listed]}.values()])
    }
    by_season = endings_by_season(made, endings)
    seasons = seasons_of(show)
    for season in seasons:
        season.episode_total = len(season.episodes.all())
    load_renditions([show.key_art], ["hero", "card"], share=True)
    load_renditions([show.patch], ["patch"])
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
        cards=[made[article.pk] for article in listed],
        slice=part,
        episode_count=sum(season.episode_total for season in seasons),
        others=any(len(found) > 1 for found in by_season.values())
        or not by_season.keys() <= {season.pk for season in seasons},
        catch_up=address_of(show, "catch-up") if ways else "",
        who=address_of(show, "who") if show.characters.exists() else "",
        json_ld=as_json(show_data(show) | {"description": show.synopsis}, crumbs),
    )
