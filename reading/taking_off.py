"""Taking an article off the shelf, and putting it back exactly as it was."""

from __future__ import annotations

from typing import Any

from django.core import serializers, signing
from django.db.models import QuerySet

from articles.models import Article

UNDOABLE = 24 * 60 * 60  # seconds


def take_off(rows: QuerySet[Any], user: Any) -> str:
    """Delete these rows of somebody's shelf; what puts them back, or nothing where there was none.

    It is signed for this person alone, as it comes back by way of their browser.
    """
    found = list(rows)
    rows.delete()
    # Django's own way to write a time would cut it short.
    text = serializers.serialize("json", found, default=str)
    return signing.dumps(text, salt=_salt(user)) if found else ""


def put_back(signed: str, user: Any) -> None:
    """Put back what was taken off, as it stood; what is on the shelf again since stays as it is.

    Raises signing.BadSignature for what was not signed for this person, or long ago.
    """
    text = signing.loads(signed, salt=_salt(user), max_age=UNDOABLE)
    rows: list[Any] = [found.object for found in serializers.deserialize("json", text)]
    for row in rows:
        if Article.objects.filter(pk=row.article_id).exists():
            type(row)._default_manager.bulk_create([row], ignore_conflicts=True)


def _salt(user: Any) -> str:
    return f"reading.taking_off/{user.pk}"
