"""What reading adds to a copy of somebody's data, and what goes with a deleted account."""

from __future__ import annotations

from typing import Any

from accounts.deletion import addresses_of
from accounts.models import OutboxMail
from accounts.signals import account_deleting, export_requested
from reading.alert_rounds import PURPOSE
from reading.models import (
    Alert,
    Bookmark,
    Follow,
    Forgotten,
    Progress,
    Reading,
    SpoilerReport,
    Undeliverable,
)


def listen() -> None:
    """Answer the signals of accounts."""
    export_requested.connect(export, dispatch_uid="export-reading")
    account_deleting.connect(forget, dispatch_uid="forget-reading")


def export(sender: Any, user: Any, **_: Any) -> dict[str, Any]:
    """Everything that reading keeps about somebody."""
    return {
        "progress": [
            {
                "show": row.show.title,
                "watched up to": str(row.position) if row.episode else "not started",
                "spoil me": row.spoil_me,
                "at": row.at,
            }
            for row in Progress.objects.filter(user=user).select_related("show", "episode__season")
        ],
        "progress that was forgotten": list(
            Forgotten.objects.filter(user=user).values("show__title", "at")
        ),
        "saved": list(Bookmark.objects.filter(user=user).values("article__title", "remind", "at")),
        "readings": list(
            Reading.objects.filter(user=user).values(
                "article__title", "percent", "finished_at", "at"
            )
        ),
        "follows": list(Follow.objects.filter(user=user).values("show__title", "pace", "at")),
        "alerts": list(
            Alert.objects.filter(user=user).values(
                "article__title", "made_at", "unlocked", "sent_at"
            )
        ),
        "spoiler reports": list(
            SpoilerReport.objects.filter(user=user).values(
                "article__title", "seen_at", "place", "line", "at"
            )
        ),
        "addresses that mail comes back from": list(
            Undeliverable.objects.filter(email__in=_lower(user)).values("email", "reason", "at")
        ),
    }


def _lower(user: Any) -> set[str]:
    return {address.lower() for address in addresses_of(user)}


def forget(sender: Any, user: Any, **_: Any) -> None:
    """What is somebody's own goes with the account; a report stays, and its words are nobody's."""
    SpoilerReport.objects.filter(user=user).update(line="")
    Undeliverable.objects.filter(email__in=_lower(user)).delete()
    waiting = OutboxMail.objects.filter(purpose=PURPOSE, ended_at=None)
    waiting.filter(to__in=addresses_of(user)).delete()
