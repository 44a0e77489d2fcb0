"""A text that is longer than any article: kept for a look in parts, and never taken apart.

Taking apart, repairing, cleaning and counting words each hold copies of a whole text. Of a body of
ten megabytes they took more memory than all else of an import together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from articles.importing.pieces import Look

LONGEST = 1_000_000  # characters of a body that is read; a novel has fewer
PART = 250_000  # characters of a part; an editor's browser shows as many without trouble


def is_too_long(text: str) -> bool:
    """Whether a text is only kept, and not read."""
    return len(text) > LONGEST


def in_parts(what: str, text: str, mend: Callable[[str], str]) -> list[Look]:
    """All of the text, in order, each part mended by itself."""
    count = len(list(_cuts(text)))
    reason = f"The {what} is longer than an article can be. It is here as it was: part"
    return [
        Look(f"{reason} {number} of {count}.", mend(text[start:end]))
        for number, (start, end) in enumerate(_cuts(text), start=1)
    ]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts begin and end: after a blank, if one is near, so that no word is cut."""
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            blank = max(text.rfind(sign, start + PART // 2, end) for sign in (" ", "\n"))
            end = blank + 1 if blank >= 0 else end
        yield start, min(end, len(text))
        start = end
