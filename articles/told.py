"""What the articles of a show tell, each piece with how far it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from articles.listing import right_below
from articles.models import Article, Character, Episode, Fate, Show
from articles.shield import Position
from articles.through import Through, before_the_first_episode

HEAVY = ("body", "takeaways", "sets_up")
AT_A_TIME = 250  # articles whose fates are asked for together


@dataclass(frozen=True, slots=True)
class Told:
    """A fate with what it gives away: as far as itself says, or else as its article."""

    fate: Fate
    boundary: Position
    article: Article


def told_articles(show: Show) -> Any:
    """The public articles that live under this show and stop somewhere in it."""
    return (
        Article.objects.live()
        .filter(right_below(show), boundary__season__show_id=show.pk)
        .select_related("boundary__season__show")
        .order_by("boundary__season__number", "boundary__number", "first_published_at", "pk")
    )


def fates_of(show: Show, through: Through | None = None) -> list[Told]:
    """Every fate that the show's public articles tell, up to a place; the earliest first."""
    articles = {article.pk: article for article in told_articles(show).defer(*HEAVY)}
    told = [_told(show, row, articles[row.article_id]) for row in _rows_of(articles)]
    order = {pk: place for place, pk in enumerate(articles)}
    found = [
        each
        for each in told
        if each is not None and (through is None or through.reaches(each.boundary))
    ]
    return sorted(found, key=lambda each: (each.boundary, order[each.article.pk]))


def _rows_of(keys: Iterable[int]) -> Iterator[Fate]:
    """The fates of these articles, those of one article in its order.

    Not of too many at a time: for a thousand PostgreSQL would read all fates that there are.
    """
    for batch in batched(keys, AT_A_TIME):
        rows = Fate.objects.filter(article_id__in=batch)
        yield from rows.select_related("boundary__season__show").order_by("sort_order", "pk")


def _told(show: Show, fate: Fate, article: Article) -> Told | None:
    """A fate with its boundary; None when that lies in another show, where nothing compares."""
    episode: Episode | None = fate.boundary or article.boundary
    if episode is None or episode.season.show_id != show.pk:
        return None
    return Told(fate, episode.position, article)


def characters_of(show: Show) -> list[Character]:
    """The show's characters, in the editors' order."""
    found = Character.objects.filter(show_id=show.pk).select_related("boundary__season__show")
    return list(found.order_by("sort_order", "pk"))


def shown(characters: Iterable[Character], through: Through | None) -> list[Character]:
    """Those who have appeared by then; without a place, those whom everybody may know."""
    may_see = through.reaches if through else before_the_first_episode
    return [character for character in characters if may_see(character.first_seen)]
