"""What may be found, and by which words: only what everybody may read anyway.

- A public **article** by its safe headline, safe dek and kicker, and its show's name.
- A public **show** by its name, synopsis, network and years.
- A **character** by name, actor and safe line, if they have no boundary, so that they are there
  from the beginning: those whom who's who shows without a place. Whoever comes later is left out,
  since that they come at all may give something away.
- A public **author** by name, role and biography.

Nothing else: no revealing headline or dek, takeaway, fate, body, caption or alt text.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from articles.listing import live_articles, right_below
from articles.models import Author, Character, Show
from articles.search.findable import Findable

KIND = Findable.Kind


def _joined(*texts: str) -> str:
    return " ".join(filter(None, (text.strip() for text in texts)))


def articles_under(show: Show, only: Q | None = None) -> Iterator[Findable]:
    """The public articles that live under this show."""
    rows = (
        live_articles()
        .filter(right_below(show), only or Q())
        .values_list("pk", "title", "safe_dek", "kicker", "first_published_at")
    )
    for pk, title, dek, kicker, date in rows:
        text = _joined(dek, kicker, show.title)
        yield Findable(
            kind=KIND.ARTICLE, page_id=pk, show_id=show.pk, title=title, text=text, date=date
        )


def the_show(show: Show) -> Iterator[Findable]:
    """The show itself, while it is public."""
    if show.live:
        text = _joined(show.synopsis, show.network, show.years, show.get_kind_display())
        yield Findable(
            kind=KIND.SHOW,
            page_id=show.pk,
            show_id=show.pk,
            title=show.title,
            text=text,
            date=show.first_published_at,
        )


def characters_of(show: Show) -> Iterator[Findable]:
    """The characters of a public show whom everybody may know of."""
    if not show.live:
        return
    known = Character.objects.filter(show_id=show.pk, boundary=None)
    for pk, name, actor, line in known.values_list("pk", "name", "actor", "line"):
        yield Findable(
            kind=KIND.CHARACTER,
            character_id=pk,
            show_id=show.pk,
            title=name,
            text=_joined(line, actor, show.title),
        )


def everything_under(show: Show) -> Iterator[Findable]:
    """The show, its characters and its articles."""
    yield from the_show(show)
    yield from characters_of(show)
    yield from articles_under(show)


def authors(only: Q | None = None) -> Iterator[Findable]:
    """The public authors."""
    for author in Author.objects.live().filter(only or Q()).defer("links"):
        yield Findable(
            kind=KIND.AUTHOR,
            page_id=author.pk,
            title=author.title,
            text=_joined(author.role, author.biography),
            date=author.first_published_at,
        )
