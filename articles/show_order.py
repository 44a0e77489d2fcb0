"""What a show's seasons and episodes may not do to its articles: the list that every door asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import ProtectedError, Q, QuerySet, RestrictedError
from django.db.models.deletion import Collector

from articles.beyond import beyond
from articles.gaps import Gap, PageRefused
from articles.shield import Position

LONG_FILM = "A film is one season of one episode."


class ShowUntrue(PageRefused):
    """Raised by a door that refuses to publish a show whose order of episodes can not be."""


def refuse_untrue(show: Any) -> None:
    """Raise ShowUntrue when publishing this version of the show would make something untrue."""
    if problems := list(untrue(show)):
        raise ShowUntrue(show, [Gap("seasons", problem) for problem in problems])


def untrue(show: Any) -> Iterator[str]:
    """What is wrong with a version of a show, against what is stored; in sentences."""
    seasons = [(season, list(season.episodes.all())) for season in show.seasons.all()]
    yield from numbered_twice(season.number for season, _ in seasons)
    for season, episodes in seasons:
        for problem in numbered_twice(episode.number for episode in episodes):
            yield f"{season.name}: {problem}"
    if show.is_film and (len(seasons) > 1 or any(len(episodes) > 1 for _, episodes in seasons)):
        yield LONG_FILM
    order = {
        episode.pk: Position(season.number, episode.number)
        for season, episodes in seasons
        for episode in episodes
        if episode.pk
    }
    for gone in _episodes_of(show).exclude(pk__in=order):
        if is_needed(gone):
            yield needed(gone)
    yield from made_untrue(show, order)


def numbered_twice(numbers: Iterable[int | None]) -> Iterator[str]:
    """Each number that is there more than once."""
    for number, count in Counter(numbers).items():
        if number and count > 1:
            yield f"Number {number} is there {count} times."


def needed(instance: Any) -> str:
    """That an episode, or a season, can not go."""
    return (
        f"“{instance}” can't be removed: an article, a fate, a character or a picture has its"
        " boundary there."
    )


def made_untrue(show: Any, order: dict[int, Position]) -> Iterator[str]:
    """What an order of episodes (by id) would do to the live articles, in sentences."""
    if not show.pk or all(
        order.get(each.pk) in (None, each.position) for each in _episodes_of(show)
    ):
        return

    def place(episode: Any) -> Position:
        found: Position = order.get(episode.pk, episode.position)
        return found

    for article in _articles_of(show).live():
        before = set(beyond(article))
        for gap in beyond(article, place):
            if gap not in before:
                yield f"In this order “{article.title}” would not be true any more: {gap.message}"


def is_needed(instance: Any) -> bool:
    """Whether a boundary points at this episode, or at one of this season.

    Foreign keys know most; a passage's boundary is inside an article's body.
    """
    try:
        Collector(using="default").collect([instance])
    except (ProtectedError, RestrictedError):
        return True
    episodes = instance.episodes.all() if hasattr(instance, "episodes") else [instance]
    ids = {episode.pk for episode in episodes}
    show = instance.show if hasattr(instance, "show") else instance.season.show
    bodies = _articles_of(show).values_list("body", flat=True)
    return any(
        block["type"] == "passage" and block["value"].get("boundary") in ids
        for body in bodies.iterator()
        for block in body.raw_data
    )


def _episodes_of(show: Any) -> QuerySet[Any]:
    """The episodes that are stored, whatever the show at hand says."""
    found: QuerySet[Any] = apps.get_model("articles", "Episode").objects.filter(
        season__show_id=show.pk
    )
    return found


def _articles_of(show: Any) -> Any:
    """The articles that live under a show, and those that were moved away from it."""
    under = Q(path__startswith=show.path, depth__gt=show.depth)
    articles = apps.get_model("articles", "Article").objects
    return articles.filter(under | Q(boundary__season__show_id=show.pk))
