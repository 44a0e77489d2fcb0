"""What a reader may mean while still typing: shows, characters, authors and articles by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Page

from articles.addresses import path_of
from articles.models import Character, Show
from articles.search.correction import corrected
from articles.search.findable import Findable, mark
from articles.search.finding import Hit, load, matching, ranked
from articles.search.results import address_of
from articles.search.words import MARK, Word, asked_words
from articles.templatetags.site import typographic

MOST = 8
CANDIDATES = 30  # of each kind
SHORTEST = 2  # letters
LABELS = {"show": "Show", "character": "Character", "author": "Author", "article": "Article"}


def suggestions(query: str) -> dict[str, Any]:
    """At most eight things by their names and titles, with what was probably meant if not this."""
    words = asked_words(query)
    if len("".join(word.folded for word in words)) < SHORTEST:
        return {"meant": "", "items": []}
    items, meant = _items(words), ""
    if not items and (better := corrected(words)):
        items = _items(asked_words(better))
        meant = better if items else ""
    return {"meant": meant, "items": items}


def _items(words: Sequence[Word]) -> list[dict[str, str]]:
    ids: list[int] = []
    for group in ("name", "article"):
        ids += matching(
            words,
            limit=CANDIDATES,
            before=MARK,
            marks=[mark(group)],
            shortest_start=SHORTEST,
        )
    return _public(ranked(words, load(ids))[:MOST]) if ids else []


def _public(hits: Iterable[Hit]) -> list[dict[str, str]]:
    """The hits that are public this very moment."""
    hits = list(hits)
    kind = Findable.Kind
    pages = Page.objects.live().in_bulk([hit.page_id for hit in hits if hit.page_id])
    people = Character.objects.filter(boundary=None, show__live=True).select_related("show")
    characters = people.in_bulk([hit.character_id for hit in hits if hit.character_id])
    shows = Show.objects.live().in_bulk({h.show_id for h in hits if h.show_id})
    items = []
    for hit in hits:
        page, character = pages.get(hit.page_id), characters.get(hit.character_id)
        if page is None and character is None:
            continue
        show = shows.get(hit.show_id) if hit.kind != kind.SHOW else None
        items.append(
            {
                "kind": LABELS[hit.kind],
                "title": typographic(character.name if character else page.title),
                "note": typographic(show.title) if show else "",
                "url": address_of(character) if character else path_of(page),
            }
        )
    return items
