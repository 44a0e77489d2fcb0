"""Characters that no text may hold: XML 1.0 has no way to write them, not even escaped.

They come in with text that was pasted from elsewhere, say a vertical tab from a word processor.
Nobody sees one, and a single one would make every feed and sitemap unreadable.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models

# Everything outside of Char (https://www.w3.org/TR/xml/#NT-Char).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: Any) -> Any:
    """The same text without illegal characters; inside lists and dicts too, all else as it is."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", value) if _ILLEGAL.search(value) else value
    if isinstance(value, dict):
        return {key: legal(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [legal(inner) for inner in value]
    return value


def drop_illegal(thing: models.Model) -> None:
    """Drop illegal characters from every field of plain text, those of the page beneath included.

    Structured text and streams are no plain text; they look at their own parts when stored.
    """
    for field in thing._meta.concrete_fields:
        value = thing.__dict__.get(field.attname)
        if isinstance(value, str) and (cleaned := legal(value)) != value:
            setattr(thing, field.attname, cleaned)


def about_to_be_saved(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    """The last step before the database, whichever door a text came in by."""
    if sender._meta.app_label == "articles":
        drop_illegal(instance)
