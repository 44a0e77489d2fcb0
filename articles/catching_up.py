"""Catch me up: what to remember of a show, from its articles, up to a place and no further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles.addresses import path_of
from articles.characters import name_key
from articles.models import Article, Character, Season, Show
from articles.pictures import load_renditions
from articles.ring import Ring, ring_of
from articles.structured_data import as_json, breadcrumbs
from articles.through import Through, end_of, place
from articles.told import HEAVY, Told, characters_of, fates_of, shown, told_articles

NAME = "Catch me up"


@dataclass(frozen=True, slots=True)
class Part:
    """What one article gives to the page."""

    article: Article
    takeaways: list[str]
    timelines: list[Any]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A season, and what its articles tell of it."""

    season: Season
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a character stands, by the latest fate of theirs up to here."""

    told: Told
    character: Character | None  # with a place on the who's who that may be shown here


@dataclass(frozen=True, slots=True)
class Standings:
    """The characters of whom one article has the last word."""

    article: Article
    season: Season
    rows: list[Standing]


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a reader can choose; says nothing but that it exists."""

    through: Through
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The page of a show; without a place it only lets a reader choose one."""

    show: Show
    through: Through | None
    heading: str
    description: str
    path: str
    title: str
    robots: str
    ring: Ring
    choices: list[Choice]
    chapters: list[Chapter]
    standings: list[Standings]
    json_ld: SafeString


def address_of(show: Show, page: str, through: Through | None = None) -> str:
    """The path of a page about a show, such as ``catch-up``, through a place in it."""
    query = f"?through={through.value}" if through else ""
    return f"{path_of(show)}{page}/{query}"


def heading_of(show: Show, through: Through | None) -> str:
    """The page's name, which gives nothing away."""
    if through is None:
        return NAME
    if through.following:
        return f"Before {through.following.name}: what to remember"
    return f"What to remember of {show.title}" + (f", through {through.name}" * bool(through.name))


def catch_up(show: Show, seasons: Sequence[Season], through: Through | None) -> CatchUp:
    """Gather the page in a fixed number of queries."""
    articles = list(told_articles(show) if through else told_articles(show).defer(*HEAVY))
    load_renditions(show.key_art, show.patch)
    path = address_of(show, "catch-up", through)
    heading = heading_of(show, through)
    way = [("Home", "/"), (show.title, show.address), (NAME, address_of(show, "catch-up"))]
    return CatchUp(
        show=show,
        through=through,
        heading=heading,
        description=_description(show, through),
        path=path,
        title=f"{heading} · {show.title}" if show.title not in heading else heading,
        robots=robots_of(through, empty=not articles),
        ring=ring_of(seasons, through.position if through else None),
        choices=choices_of(show, seasons, "catch-up", through, _told_seasons(articles)),
        chapters=chapters_of(seasons, articles, through) if through else [],
        standings=standings_of(show, seasons, through) if through else [],
        json_ld=as_json(breadcrumbs(*way, *([(heading, path)] if through else []))),
    )


def robots_of(through: Through | None, *, empty: bool) -> str:
    """What search engines may do with the page; nothing special when it says nothing.

    A page through a place is public but not listed: a snippet of it would tell the ending to
    everybody who searches for the show. The page that lets one choose is listed, and links there.
    """
    return "noindex" if through or empty else ""


def _description(show: Show, through: Through | None) -> str:
    if through is None:
        return f"What to remember of {show.title} before you go on, exactly as far as you are."
    if show.is_film:
        return f"What to remember of {show.title}. The page gives away the whole film."
    return (
        f"What to remember of {show.title}. The page gives away everything up to"
        f" {through.position}, and nothing after it."
    )


def _told_seasons(articles: Iterable[Article]) -> set[int]:
    return {article.boundary.season.number for article in articles if article.boundary}


def choices_of(
    show: Show, seasons: Sequence[Season], page: str, here: Through | None, only: set[int]
) -> list[Choice]:
    """The ends of these seasons, as far as each is listed."""
    ends = [end_of(season) for season in seasons if season.number in only]
    found = [place(show, seasons, end) for end in ends if end]
    return [
        Choice(each, address_of(show, page, each), bool(here and here.position == each.position))
        for each in found
        if each
    ]


def chapters_of(
    seasons: Sequence[Season], articles: Sequence[Article], through: Through
) -> list[Chapter]:
    """The seasons that have an article up to this place, in order."""
    by_season: dict[int, list[Part]] = {}
    for article in articles:
        boundary = article.boundary.position if article.boundary else None
        if boundary and through.reaches(boundary):
            part = Part(article, takeaways_of(article), timelines_of(article))
            by_season.setdefault(boundary.season, []).append(part)
    return [Chapter(s, by_season[s.number]) for s in seasons if s.number in by_season]


def takeaways_of(article: Article) -> list[str]:
    """The article's takeaways that say something."""
    return [text for block in article.takeaways if (text := str(block.value).strip())]


def timelines_of(article: Article) -> list[Any]:
    """The timelines in the article's body.

    Looks at the stored kinds first, so that no picture of the body is asked for.
    """
    body = article.body
    return [
        body[number].value
        for number, stored in enumerate(body.raw_data)
        if stored["type"] == "timeline"
    ]


def standings_of(show: Show, seasons: Sequence[Season], through: Through) -> list[Standings]:
    """Where everybody stands here: the latest fate of each, grouped by article, newest first."""
    latest: dict[Any, Told] = {}
    for told in fates_of(show, through):
        who = told.fate.who_id or name_key(told.fate.character)
        latest.pop(who, None)  # so that the order is that of the last word
        latest[who] = told
    known = {character.pk: character for character in shown(characters_of(show), through)}
    by_number = {season.number: season for season in seasons}
    groups: dict[tuple[int, int], list[Standing]] = {}
    for told in latest.values():
        key = (told.boundary.season, told.article.pk)
        standing = Standing(told, known.get(told.fate.who_id or 0))
        groups.setdefault(key, []).append(standing)
    return [
        Standings(rows[0].told.article, by_number[season], rows)
        for (season, _), rows in sorted(groups.items(), key=lambda item: item[0][0], reverse=True)
    ]
