"""Words as the spoiler check compares them: without case, ending or apostrophe."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SHORTEST = 3  # letters; what is shorter tells nothing
_SUFFIXES = ("ings", "ing", "ies", "ied", "edly", "ed", "es", "ly", "s", "e")


def words(text: str) -> list[str]:
    """The words of a text or of a slug, in order, in lower case, without a possessive."""
    found = (match[0].replace("’", "'").casefold() for match in WORD.finditer(text))
    return [word.removesuffix("'s").replace("'", "") for word in found]


def stem(word: str) -> str:
    """What ``launch``, ``launches`` and ``launched`` have in common. Rough, and enough here."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            cut = word.removesuffix(suffix)
            cut = cut[:-1] if suffix in {"ing", "ed"} and cut[-1] == cut[-2] else cut
            return cut + "y" if suffix in {"ies", "ied"} else cut
    return word


def stems(*texts: str) -> set[str]:
    """The stems of all words of these texts."""
    return {stem(word) for text in texts for word in words(text) if len(word) >= SHORTEST}


@cache
def common() -> frozenset[str]:
    """Words that any sentence may use, so that two texts sharing one means nothing."""
    text = (Path(__file__).parent / "common-words.txt").read_text("utf-8")
    return frozenset(stems(text))
