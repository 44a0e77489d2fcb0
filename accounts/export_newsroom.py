"""What the newsroom keeps of somebody who works there: what they did, saved, said and brought.

What they wrote is published or the newsroom's; here it goes by its title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision

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
        "comments in the newsroom": _comments(user),
        "files brought to the newsroom": _uploads(user),
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


def _comments(user: User) -> list[dict[str, Any]]:
    replies = CommentReply.objects.filter(user=user).order_by("created_at")
    return [
        {"on": row.page.title, "words": row.text, "when": row.created_at}
        for row in Comment.objects.filter(user=user).select_related("page").order_by("created_at")
    ] + [
        {"on": row.comment.page.title, "words": row.text, "when": row.created_at}
        for row in replies.select_related("comment__page")
    ]


def _uploads(user: User) -> list[dict[str, Any]]:
    """Pictures and documents, whatever the models for them are."""
    return [
        {"title": row.title, "kind": kind._meta.verbose_name, "when": row.created_at}
        for kind in (get_image_model(), get_document_model())
        for row in kind.objects.filter(uploaded_by_user=user).order_by("created_at")
    ]
