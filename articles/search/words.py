"""Words as search knows them: the same for what is stored, what is typed and what is marked.

PostgreSQL and SQLite cut and stem texts in different ways. Both are given words that are cut and
folded here, so that they find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 8  # of a query; more only narrow it down to nothing
LONGEST = 32  # characters of a word
APOSTROPHES = "'’‘ʼ`"
# A letter to both databases that no text keeps: it sets our own marks apart from words.
MARK = "ʘ"
_APART = re.compile(rf"[^\W_{MARK}][^\W_{MARK}{APOSTROPHES}]*(?:[{APOSTROPHES}][^\W_{MARK}]+)*")


def fold(text: str) -> str:
    """A text without case, accents and compatibility forms, for comparing."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def stem(word: str) -> str:
    """A folded word without an English plural's ending (after Harman's S-stemmer, 1991).

    ``ie`` becomes ``y`` in the singular too, since nobody can tell movies from stories.
    """
    if len(word) > 4 and word.endswith(("ie", "ies")):
        return word.removesuffix("s")[:-2] + "y"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("es") and word.endswith(("aes", "ees", "oes")):
        return word
    return word[:-1]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, stemmed, and where in the text it stands."""

    folded: str
    term: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order. Apostrophes belong to their word and do not count."""
    for match in _APART.finditer(text):
        folded = fold(match[0])
        if not (folded.isascii() and folded.isalnum()):
            # Folding may bring forth signs, as it does from a ligature, or leave nothing.
            folded = "".join(c for c in folded if c.isalnum() and c != MARK)
        folded = folded[:LONGEST]
        if folded:
            yield Word(folded, stem(folded), match.start(), match.end())


def terms_of(text: str) -> list[str]:
    """The terms of a text, in order, each as often as it is there."""
    return [word.term for word in words_of(text)]


def forms_of(text: str) -> list[str]:
    """What a text is found by: its words, as they are for beginnings, and their terms."""
    return list(dict.fromkeys(form for word in words_of(text) for form in (word.folded, word.term)))


def asked_words(query: str) -> list[Word]:
    """The words of a query, each once, and no more than are looked up."""
    found: dict[str, Word] = {}
    for word in words_of(query):
        found.setdefault(word.term, word)
        if len(found) == MOST_WORDS:
            break
    return list(found.values())
