"""Finding: a bounded number of candidates from the full-text index, ranked by a rule one can say.

Wagtail's own query ranks every match, on SQLite by asking the index again for each, so that a
common word takes seconds among 50,000 articles (docs/decisions/0017). Here the index that Wagtail
keeps is asked for the newest matches alone, those by name and title apart from those by text, and
the ranking is done here: what one finds first is what is called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import connection
from wagtail.search.models import IndexEntry

from articles.search.findable import Findable, mark
from articles.search.words import LONGEST, MARK, Word, words_of

NAMES = 40  # candidates that are no articles
TITLES = 80  # articles by their title
REST = 100  # anything by whatever it says
SHORTEST_START = 3  # letters from which on the last word may be the start of one
LACKING = 5  # the place of a title that lacks a word; one better where it has the beginning
KINDS = list(Findable.Kind.values)
WIDE = {mark("any"), mark("article")}  # marks of nearly everything

# The newest first: an entry's number grows. FTS5 goes through a word's entries from its end.
SQLITE = """
SELECT entry.object_id FROM {table}_fts AS found JOIN {table} AS entry ON entry.id = found.rowid
WHERE {table}_fts MATCH %s ORDER BY found.rowid DESC LIMIT %s
"""
POSTGRES = """
SELECT object_id FROM {table} WHERE autocomplete @@ to_tsquery('simple', %s)
ORDER BY id DESC LIMIT %s
"""
# What is few, say names, may lack a word that nearly everything else has. Going back from the
# newest, as PostgreSQL chooses for such a word, would read everything: the few are gathered first.
POSTGRES_FEW = """
WITH few AS MATERIALIZED (
  SELECT id, object_id FROM {table} WHERE autocomplete @@ to_tsquery('simple', %s)
)
SELECT object_id FROM few ORDER BY id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    pk: int
    kind: str
    title: str
    page_id: int | None
    character_id: int | None
    show_id: int | None
    date: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the best first; ``is_all`` says whether there may be more."""

    hits: list[Hit]
    is_all: bool


def find(words: Sequence[Word], *, kind: str = "", show_id: int | None = None) -> Found:
    """Find what has all of these words, the last of which may be a beginning."""
    if not words:
        return Found([], is_all=True)
    marks = [mark(kind or "any"), *([mark(f"show{show_id}")] if show_id else [])]
    ids = set(matching(words, limit=REST, marks=marks))
    is_all = len(ids) < REST  # what has the words in its title is among them, too
    if not is_all and kind != Findable.Kind.ARTICLE:
        ids.update(matching(words, limit=NAMES, before=MARK, marks=[*marks, mark("name")]))
    if not is_all and kind in {"", Findable.Kind.ARTICLE}:
        ids.update(matching(words, limit=TITLES, before=MARK, marks=[*marks, mark("article")]))
    return Found(ranked(words, load(ids)), is_all)


def exists(word: Word) -> bool:
    """Whether anything at all has just this word."""
    return bool(matching([word], limit=1, marks=[mark("any")], shortest_start=LONGEST + 1))


def matching(
    words: Sequence[Word],
    *,
    limit: int,
    before: str = "",
    marks: Sequence[str] = (),
    shortest_start: int = SHORTEST_START,
) -> list[int]:
    """The newest rows that have all of these words and marks, at most ``limit`` of them.

    The last word may be a beginning, if it has so many letters. ``before`` is what each word is
    marked with.
    """
    sqlite = connection.vendor == "sqlite"
    start, exact = ('"%s"*', '"%s"') if sqlite else ("'%s':*", "'%s'")
    last = words[-1]
    parts = [exact % f"{before}{word.term}" for word in words[:-1]]
    parts.append(exact % f"{before}{last.term}")
    if len(last.folded) >= shortest_start:
        either = " OR " if sqlite else " | "
        parts[-1] = f"({parts[-1]}{either}{start % f'{before}{last.folded}'})"
    parts += [exact % each for each in marks]
    expression = (" AND " if sqlite else " & ").join(parts)
    postgres = POSTGRES if WIDE.issuperset(marks) else POSTGRES_FEW
    sql = (SQLITE if sqlite else postgres).format(table=IndexEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"autocomplete : ({expression})" if sqlite else expression, limit])
        return [int(row[0]) for row in cursor.fetchall()]


def load(ids: Iterable[int]) -> list[Hit]:
    """The rows themselves, in one query."""
    columns = [field.name for field in fields(Hit)]
    return [Hit(*row) for row in Findable.objects.filter(pk__in=ids).values_list(*columns)]


def ranked(words: Sequence[Word], hits: Iterable[Hit]) -> list[Hit]:
    """What is called so first, then what begins so, then what says so; the newest of equals."""
    return sorted(hits, key=lambda hit: _place(words, hit))


def _place(words: Sequence[Word], hit: Hit) -> tuple[Any, ...]:
    wanted = [word.term for word in words]
    named = list(words_of(hit.title))
    title = [word.term for word in named]
    exactly = sum(term in title for term in wanted)
    newest = -hit.date.timestamp() if hit.date else 0.0
    tier = _tier(wanted, title, exactly)
    if tier == LACKING and exactly == len(wanted) - 1:
        tier -= any(word.folded.startswith(words[-1].folded) for word in named)
    return (tier, -exactly, KINDS.index(hit.kind), newest, -hit.pk)


def _tier(wanted: list[str], title: list[str], exactly: int) -> int:
    """Of a title, the lower the better: 0 is just so, 3 has every word."""
    if title == wanted:
        return 0
    if title[: len(wanted)] == wanted:
        return 1
    if exactly == len(wanted):
        return 2 if f" {' '.join(wanted)} " in f" {' '.join(title)} " else 3
    return LACKING
