"""Turning the demonstration's block tables into the stored form of a body."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from articles.demo.files import Table

Find = Callable[[str], int]
# One namespace, so that a block keeps its identity, and its address, on every load.
_NAMESPACE = uuid.UUID("6f1ce0f2-5a0e-4c1d-9a38-3d1f7a1c3c11")
# How the files mark the first mention of a character, by name.
_MENTION = re.compile(r'<a who="([^"]+)">')


def with_mentions(text: str, character: Find) -> str:
    """A text with its mentions as they are stored. Raises what ``character`` does for a name."""
    return _MENTION.sub(lambda match: f'<a linktype="character" id="{character(match[1])}">', text)


def stored_body(tables: list[Table], where: str, picture: Find, episode: Find) -> list[Table]:
    """The JSON of a StreamField. ``picture`` and ``episode`` turn a name into a key."""
    return [
        {
            "type": table["type"],
            "value": _value(table, picture, episode),
            "id": str(uuid.uuid5(_NAMESPACE, f"{where}/{number}")),
        }
        for number, table in enumerate(tables)
    ]


def _value(table: Table, picture: Find, episode: Find) -> Any:
    kind = table["type"]
    fields = {key: value for key, value in table.items() if key != "type"}
    if kind == "paragraph":
        return fields["text"]
    if kind == "picture":
        fields["picture"] = picture(fields["picture"])
        fields["width"] = fields.get("width", "main")
    elif kind == "video":
        fields["poster"] = picture(fields["poster"])
    elif kind == "passage":
        fields["boundary"] = episode(fields["boundary"])
        fields["text"] = fields.pop("paragraphs")
    elif kind in {"timeline", "then_and_now"}:
        fields["rows"] = [
            {"type": "item", "value": row, "id": str(uuid.uuid5(_NAMESPACE, repr(row)))}
            for row in fields["rows"]
        ]
    return fields


def takeaways(sentences: list[str]) -> list[Table]:
    """The stored form of the takeaways."""
    return [{"type": "takeaway", "value": sentence} for sentence in sentences]
