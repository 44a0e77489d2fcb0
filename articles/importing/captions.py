"""Captions that end with who made the picture."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"[\s(\[]*\b(?:photo|image|picture|illustration|credit|source|courtesy)(?:\s+credit)?"
    r"\s*(?::|\bby\b|\bof\b)\s*([^()\[\]]{2,120})[)\]]?\s*$",
    re.IGNORECASE,
)


def split_credit(caption: str) -> tuple[str, str]:
    """A caption and the credit at its end: ``Dunes. Photo: Ana`` gives ``Dunes.``, ``Ana``."""
    match = _CREDIT.search(caption[-400:])
    if not match:
        return caption, ""
    start = len(caption) - len(caption[-400:]) + match.start()
    return caption[:start].strip(), match[1].strip(" .")
