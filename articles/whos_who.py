"""Who's who: the characters of a show, and what has become of them up to a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles.catching_up import Choice, address_of, choices_of, robots_of
from articles.models import Character, Season, Show
from articles.pictures import load_renditions
from articles.ring import Ring, ring_of
from articles.structured_data import as_json, breadcrumbs
from articles.through import Through
from articles.told import Told, characters_of, fates_of, shown

NAME = "Who’s who"


@dataclass(frozen=True, slots=True)
class Life:
    """A character, and their fates in order: a small biography."""

    character: Character
    biography: list[tuple[str, Told]]  # each with what its season is called; nothing for a film


@dataclass(frozen=True, slots=True)
class WhosWho:
    """The page of a show's characters."""

    show: Show
    through: Through | None
    heading: str
    description: str
    path: str
    title: str
    robots: str
    ring: Ring
    choices: list[Choice]
    lives: list[Life]
    json_ld: SafeString


def lives_of(show: Show, seasons: Sequence[Season], through: Through | None) -> list[Life]:
    """The characters who may be shown here, each with their fates up to here."""
    characters = shown(characters_of(show), through)
    names = {season.number: "" if show.is_film else season.name for season in seasons}
    by_character: dict[int, list[tuple[str, Told]]] = {}
    for told in fates_of(show, through) if through else []:
        rows = by_character.setdefault(told.fate.who_id or 0, [])
        rows.append((names[told.boundary.season], told))
    return [Life(each, by_character.get(each.pk, [])) for each in characters]


def whos_who(show: Show, seasons: Sequence[Season], through: Through | None) -> WhosWho:
    """Gather the page in a fixed number of queries."""
    load_renditions(show.key_art, show.patch)
    path = address_of(show, "who", through)
    lives = lives_of(show, seasons, through)
    name = through.name if through else ""
    heading = f"{NAME}, through {name}" if name else NAME
    way = [("Home", "/"), (show.title, show.address), (NAME, address_of(show, "who"))]
    return WhosWho(
        show=show,
        through=through,
        heading=heading,
        description=_description(show, through),
        path=path,
        title=f"{heading} · {show.title}" if show.title not in heading else heading,
        robots=robots_of(through, empty=not lives),
        ring=ring_of(seasons, through.position if through else None),
        choices=choices_of(show, seasons, "who", through, {s.number for s in seasons}),
        lives=lives,
        json_ld=as_json(breadcrumbs(*way, *([(heading, path)] if name else []))),
    )


def _description(show: Show, through: Through | None) -> str:
    if through is None:
        return f"The characters of {show.title} as you meet them. Nothing here is given away."
    if show.is_film:
        return f"The characters of {show.title}, and what becomes of them. Gives away the film."
    return (
        f"The characters of {show.title} up to {through.position}, and nobody who comes after it."
    )


def as_data(show: Show, seasons: Sequence[Season], through: Through | None) -> dict[str, Any]:
    """The same for cards: who everybody is, as plain text."""
    return {
        "show": show.title,
        "through": through.value if through else "",
        "characters": [
            {
                "id": life.character.pk,
                "name": life.character.name,
                "actor": life.character.actor,
                "line": life.character.line,
                "biography": [
                    {
                        "season": season or "The film",
                        "status": told.fate.get_status_display(),
                        "line": told.fate.line,
                    }
                    for season, told in life.biography
                ],
            }
            for life in lives_of(show, seasons, through)
        ],
    }
