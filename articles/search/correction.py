"""Mending a query: each word that nothing has becomes its neighbour in titles and names.

What comes of it is offered only where it finds something, so that no correction tells of words
that are in nothing public.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.search import vocabulary
from articles.search.finding import exists
from articles.search.words import Word


def corrected(words: Sequence[Word]) -> str:
    """The words as they were probably meant; empty when there is nothing to mend."""
    better = [vocabulary.neighbour(word.folded) for word in words]
    mended = [
        other if other and not exists(word) else word.folded
        for word, other in zip(words, better, strict=True)
    ]
    return " ".join(mended) if mended != [word.folded for word in words] else ""
