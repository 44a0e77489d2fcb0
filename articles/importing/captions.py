"""Captions that end with who made the picture."""

from __future__ import annotations

import re

# A credit begins the caption or follows where a sentence ends. Inside of a sentence, "a photo of"
# and "the source of" are what the picture shows.
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?)|–—\n])|(?<=\s[-/])|[(\[])\s*"
    r"(?:(?:photo|image|picture|illustration)(?:\s+credit)?\s*(?::|\bby\b)"
    r"|(?:credit|source)\s*(?::|\bby\b)"
    r"|(?:(?:photo|image|picture)\s+)?courtesy(?:\s+of\b|\s*:))"
    r"\s*([^()\[\]]{2,120})[)\]]?\s*$",
    re.IGNORECASE,
)


def split_credit(caption: str) -> tuple[str, str]:
    """A caption and the credit at its end: ``Dunes. Photo: Ana`` gives ``Dunes.``, ``Ana``."""
    match = _CREDIT.search(caption, max(0, len(caption) - 400))
    if not match:
        return caption, ""
    return caption[: match.start()].strip().rstrip("|–—-/ "), match[1].strip(" .")
