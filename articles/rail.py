"""The rail of years that runs through a show: its seasons, and where their endings are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, Season

Endings = dict[int, str]


@dataclass(frozen=True, slots=True)
class Stop:
    """A season on the rail. ``rel`` is "prev" or "next" for the endings beside the current one."""

    season: Season
    url: str
    current: bool = False
    rel: str = ""


def endings_of(articles: Iterable[Article]) -> Endings:
    """The path of each season's ending: of several articles, the one that goes furthest."""
    furthest: dict[int, tuple[int, str]] = {}
    for article in articles:
        if article.boundary is None:
            continue
        season, number = article.boundary.season.number, article.boundary.number
        if number >= furthest.get(season, (0, ""))[0]:
            furthest[season] = (number, article.address)
    return {season: path for season, (_, path) in furthest.items()}


def stops(seasons: Sequence[Season], endings: Endings, here: int = 0) -> list[Stop]:
    """The rail, as seen from the ending of season ``here`` (0: from outside)."""
    before = max((n for n in endings if n < here), default=0) if here else 0
    after = min((n for n in endings if n > here), default=0) if here else 0
    rel = {before: "prev", after: "next"} if here else {}
    return [
        Stop(
            season=season,
            url=endings.get(season.number, ""),
            current=season.number == here,
            rel=rel.get(season.number, ""),
        )
        for season in seasons
    ]
