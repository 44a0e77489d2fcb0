"""What the schedule refused, told where an editor looks: in a page's history and over its form.

A refused revision stays due. It goes out by itself once what is missing was mended elsewhere, say a
picture's alt text or an author's page; so each minute asks again, and only news is written down.
"""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogFormatter, log, registry
from wagtail.models import Page, PageLogEntry, Revision

ACTION = "articles.schedule.refused"


class RefusedFormatter(LogFormatter):
    """How the history puts it."""

    label = "Scheduled draft refused"
    message = "Scheduled draft not published"

    def format_comment(self, log_entry: Any) -> str:
        """What was missing."""
        return str(log_entry.data.get("reasons", ""))


def note_refusal(revision: Revision, reasons: str) -> bool:
    """Write a refusal into the history; return whether it is news for this revision."""
    page = revision.content_object
    known = registry.get_logs_for_instance(page).filter(action=ACTION, revision=revision)
    last = known.order_by("-timestamp", "-pk").first()
    if last is not None and last.data.get("reasons") == reasons:
        return False
    log(instance=page, action=ACTION, revision=revision, data={"reasons": reasons})
    return True


def standing_refusal(page: Page) -> str:
    """Why a revision of this page that is due was refused; empty when none was."""
    entries = PageLogEntry.objects.filter(
        page=page, action=ACTION, revision__approved_go_live_at__isnull=False
    )
    last = entries.order_by("-timestamp", "-pk").first()
    return str(last.data.get("reasons", "")) if last else ""
