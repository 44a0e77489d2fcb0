"""The words of titles and names, against which a mistyped query is mended.

Each word is kept with what is left of it without one of its letters (the symmetric deletes of
SymSpell, Garbe 2012). A mistyped word, itself without one or two letters, meets its neighbours
there by plain equality: a handful of look-ups in an index, whatever is typed and however large the
vocabulary is, on PostgreSQL and on SQLite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import batched, combinations

from django.db import models
from django.db.models import F

from articles.search.words import LONGEST, words_of

SHORTEST = 3  # letters of a word worth keeping
SHORTEST_MENDED = 4
LONG = 6  # letters from which on two mistakes are mended
BATCH = 500  # rows
NEIGHBOURS = 200  # rows looked at for one word


class SearchWord(models.Model):
    """A word of a title or name that readers can find, and in how many of them it is."""

    word = models.CharField(primary_key=True, max_length=LONGEST)
    uses = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.word


class SearchWordKey(models.Model):
    """A word, or what is left of it without one letter."""

    key = models.CharField(max_length=LONGEST, db_index=True)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return self.key


def words_in(title: str) -> set[str]:
    """The words of a title that are worth keeping: no numbers, nothing very short."""
    found = {word.folded for word in words_of(title)}
    return {word for word in found if len(word) >= SHORTEST and word.isalpha()}


def change(gone: Iterable[str] = (), new: Iterable[str] = ()) -> None:
    """Titles went and titles came; a word goes with its last title."""
    difference: Counter[str] = Counter()
    for title in new:
        difference.update(words_in(title))
    for title in gone:
        difference.subtract(words_in(title))
    more = {word: by for word, by in sorted(difference.items()) if by > 0}
    less = {word: -by for word, by in sorted(difference.items()) if by < 0}
    known = set(_known(more))
    for by in sorted(set(more.values())):  # few amounts, however many words
        for batch in batched([w for w in more if w in known and more[w] == by], BATCH):
            SearchWord.objects.filter(pk__in=batch).update(uses=F("uses") + by)
    for batch in batched([word for word in more if word not in known], BATCH):
        SearchWord.objects.bulk_create(
            [SearchWord(word=word, uses=more[word]) for word in batch], ignore_conflicts=True
        )
        SearchWordKey.objects.bulk_create(_keys(batch), BATCH)
    for word, by in less.items():
        if not SearchWord.objects.filter(pk=word, uses__gt=by).update(uses=F("uses") - by):
            SearchWord.objects.filter(pk=word).delete()


def rebuild(titles: Iterable[str]) -> None:
    """Make the vocabulary anew from every title that can be found."""
    uses: Counter[str] = Counter()
    for title in titles:
        uses.update(words_in(title))
    SearchWord.objects.all().delete()
    for batch in batched(sorted(uses), BATCH):
        SearchWord.objects.bulk_create([SearchWord(word=word, uses=uses[word]) for word in batch])
        SearchWordKey.objects.bulk_create(_keys(batch), BATCH)


def _known(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for batch in batched(words, BATCH):
        found += SearchWord.objects.filter(pk__in=batch).values_list("pk", flat=True)
    return found


def _keys(words: Iterable[str]) -> list[SearchWordKey]:
    return [
        SearchWordKey(key=key, word_id=word)
        for word in words
        for key in sorted({word, *less(word)})
    ]


def less(word: str, letters: int = 1) -> Iterator[str]:
    """What is left of a word without so many of its letters."""
    for kept in combinations(range(len(word)), len(word) - letters):
        yield "".join(word[place] for place in kept)


def neighbour(word: str) -> str | None:
    """The word of the vocabulary that was probably meant; None for one that it has, or none near.

    The nearest one, of these the one in most titles. A short word may have one mistake in it; a
    longer one two, if one of them is a letter too many. No word is mended that has digits, or that
    is longer than any we keep.
    """
    if not (SHORTEST_MENDED <= len(word) < LONGEST and word.isalpha()):
        return None
    furthest = 2 if len(word) >= LONG else 1
    keys = {word, *less(word), *(less(word, 2) if furthest == 2 else ())}
    rows = SearchWordKey.objects.filter(key__in=keys).values_list("word_id", "word__uses")
    near = []
    for other, uses in set(rows.order_by("-word__uses")[:NEIGHBOURS]):
        if other == word:
            return None
        distance = mistakes(word, other)
        if distance <= furthest:
            near.append((distance, other[0] != word[0], -uses, other))
    return min(near)[-1] if near else None


def mistakes(one: str, other: str) -> int:
    """How many letters are missing, wrong, too many or swapped with the next (OSA distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
