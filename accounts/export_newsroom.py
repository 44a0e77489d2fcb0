"""What the newsroom keeps of somebody who works there: what they did, and the versions they saved.

What they wrote is published or the newsroom's; here it goes by its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import ModelLogEntry, PageLogEntry, Revision

if TYPE_CHECKING:
    from accounts.user import User


def newsroom_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything in the newsroom that bears somebody's name, by name; nothing for most people."""
    found = {
        "done in the newsroom": _log(user),
        "versions saved in the newsroom": [
            {"title": row.object_str, "kind": row.content_type.name, "when": row.created_at}
            for row in Revision.objects.filter(user=user)
            .select_related("content_type")
            .order_by("created_at", "pk")
        ],
    }
    return {name: rows for name, rows in found.items() if rows}


def _log(user: User) -> list[dict[str, Any]]:
    entries = [
        entry
        for model in (PageLogEntry, ModelLogEntry)
        for entry in model.objects.filter(user=user).select_related("content_type")
    ]
    return [
        {
            "what": entry.action,
            "title": entry.label,
            "kind": entry.content_type.name if entry.content_type else "",
            "when": entry.timestamp,
        }
        for entry in sorted(entries, key=lambda entry: entry.timestamp)
    ]
