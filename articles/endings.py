"""Where the ending of each season of a show is told: what every rail of years leads to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.listing import first_of_each, right_below
from articles.models import Article, Show
from articles.rail import Endings, endings_of
from articles.remembered import remembered_each


def endings_in(shows: Iterable[Show]) -> dict[int, Endings]:
    """The paths of the endings of each of these shows, in one query, by the show's key."""
    by_id = {show.pk: show for show in shows}
    return remembered_each(lambda ids: _told_in([by_id[pk] for pk in ids]), "endings", by_id)


def _told_in(shows: list[Show]) -> dict[int, Endings]:
    own = (right_below(show) & Q(boundary__season__show=show.pk) for show in shows)
    endings = (
        Article.objects.live()
        .filter(reduce(or_, own))
        .only("url_path", "path", "depth", "numchild", "boundary")
        .select_related("boundary__season__show")
    )
    found: dict[int, list[Article]] = {show.pk: [] for show in shows}
    for article in first_of_each(endings, "boundary__season", 1, "-boundary__number", "-path"):
        found[article.boundary.season.show_id].append(article)
    return {pk: endings_of(articles) for pk, articles in found.items()}
