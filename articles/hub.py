"""A show's hub: its seasons in order with their endings, its facts, and every article."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.catching_up import address_of, choices_of
from articles.listing import Card, articles_of, cards
from articles.models import Season, Show
from articles.pictures import load_renditions
from articles.ring import Ring, ring_of
from articles.structured_data import as_json, breadcrumbs, show_data
from articles.through import seasons_of


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
    cards: list[Card]
    episode_count: int
    others: bool  # whether there is more to list than each season's one ending
    catch_up: str  # the address of the page, where there is an ending to catch up on
    who: str  # the address of the page, where there is somebody to show
    json_ld: SafeString


def hub_of(show: Show) -> Hub:
    """Gather a show's hub in a fixed number of queries."""
    articles = list(articles_of(show))
    made = cards(articles)
    by_season: dict[int, list[Card]] = {}
    for card in made:
        by_season.setdefault(card.spoils_to.season_id, []).append(card)
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
        cards=made,
        episode_count=sum(season.episode_total for season in seasons),
        others=any(len(found) > 1 for found in by_season.values())
        or not by_season.keys() <= {season.pk for season in seasons},
        catch_up=address_of(show, "catch-up") if ways else "",
        who=address_of(show, "who") if show.characters.exists() else "",
        json_ld=as_json(show_data(show) | {"description": show.synopsis}, crumbs),
    )
