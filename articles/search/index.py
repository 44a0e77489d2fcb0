"""Keeping what can be found in step with what is public, at once and in the same transaction.

What should be there is worked out anew from the database and compared with what is; only the
difference is written. So it does not matter by which door a page changed, and repeating it is free.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import Article, Author, Character, Show
from articles.search import safe_text, vocabulary
from articles.search.findable import Findable

FIELDS = ("kind", "show_id", "title", "text", "date")
BATCH = 500  # rows


def page_changed(page: Page) -> None:
    """A page was saved or moved, published or taken back."""
    if isinstance(page, Article):
        _article(page.pk)
    elif isinstance(page, Show):
        show_changed(page.pk)
    elif isinstance(page, Author):
        _sync(safe_text.authors(Q(pk=page.pk)), Q(page_id=page.pk))


def show_changed(show_id: int, *, words: bool = True) -> None:
    """A show, its characters or the articles under it changed; its words, unless told not to."""
    # As it is stored: what an editor has before them may be a draft.
    show = Show.objects.filter(pk=show_id).first()
    if show is not None:
        _sync(safe_text.everything_under(show), Q(show_id=show.pk), words=words)


def character_changed(character: Character) -> None:
    """A character was saved by itself."""
    show = Show.objects.filter(pk=character.show_id).first()
    found = safe_text.characters_of(show) if show else iter(())
    wanted = [row for row in found if row.character_id == character.pk]
    _sync(wanted, Q(character_id=character.pk))


def everything() -> int:
    """Bring all of it in step; return how many rows there are."""
    with transaction.atomic():
        for show in Show.objects.order_by("pk"):
            show_changed(show.pk, words=False)
        _sync(safe_text.authors(), Q(kind=Findable.Kind.AUTHOR), words=False)
        # What lies under no show any more, say after a restored backup.
        lost = Findable.objects.exclude(kind=Findable.Kind.AUTHOR).filter(show=None)
        _delete(list(lost))
        vocabulary.rebuild(Findable.objects.values_list("title", flat=True).iterator())
    return Findable.objects.count()


def _article(pk: int) -> None:
    page = Page.objects.filter(pk=pk).first()
    parent = page.get_parent() if page else None
    show = Show.objects.filter(pk=parent.pk).first() if parent else None
    _sync(safe_text.articles_under(show, Q(pk=pk)) if show else (), Q(page_id=pk))


def _sync(wanted: Iterable[Findable], scope: Q, *, words: bool = True) -> None:
    """Have exactly the wanted rows within a scope, which an unchanged row costs nothing."""
    by_key = {row.key: row for row in wanted}
    # A page that was moved here is within another scope until now.
    pages = [page for page, _ in by_key if page]
    moved = Q(page_id__in=pages) if len(pages) <= BATCH else Q(pk=None)
    stored = {row.key: row for row in Findable.objects.filter(scope | moved)}
    new = [row for key, row in by_key.items() if key not in stored]
    changed = []
    for key, row in by_key.items():
        if key in stored and _values(row) != _values(stored[key]):
            row.pk = stored[key].pk
            changed.append((stored[key].title, row))
    with transaction.atomic():
        _delete([row for key, row in stored.items() if key not in by_key])
        Findable.objects.bulk_create(new, BATCH)
        Findable.objects.bulk_update([row for _, row in changed], FIELDS, BATCH)
        _index([*new, *(row for _, row in changed)])
        if words:
            vocabulary.change(
                gone=[title for title, _ in changed],
                new=[row.title for row in [*new, *(row for _, row in changed)]],
            )


def _values(row: Findable) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in FIELDS)


def _index(rows: list[Findable]) -> None:
    for start in range(0, len(rows), BATCH):
        get_search_backend().add_bulk(Findable, rows[start : start + BATCH])


def _delete(rows: list[Findable]) -> None:
    """Remove rows; Wagtail's entries go with them, and the words when the last row is gone."""
    if rows:
        Findable.objects.filter(pk__in=[row.pk for row in rows]).delete()
