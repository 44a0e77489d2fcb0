"""The schedule: what is due goes out at the full minute, and what has expired goes.

A task asks for the next one, a minute later, before it does anything; so the task workers keep it
going by themselves. The mail worker's chores begin the chain, mend it when it is broken, and make
the round themselves where no task worker has come. Whoever comes takes the turn, so one at a time
works; and each page is locked and looked at again before anything happens, so that nothing is
published twice even where a worker is slower than its lease.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from wagtail.models import Page, Revision

from articles import turns
from articles.newsroom.schedule_log import note_refusal

log = logging.getLogger(__name__)

NAME = "schedule"
LEASE = timedelta(seconds=60)  # renewed after each page
KEPT = timedelta(hours=1)  # how long it is known of a task that it was done


def next_minute(now: datetime) -> datetime:
    """The full minute after this moment."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


@task(priority=100)
def keep_schedule() -> str:
    """Ask for the next one, then make a round; return what happened in words."""
    ask_for_the_next()
    return make_round()


def publish_due() -> str:
    """See that the tasks go on, and make the round if it is overdue; return what happened."""
    if not _is_asked_for():
        ask_for_the_next()
    return make_round()


def ask_for_the_next() -> bool:
    """Have a task wait for the next full minute; False where somebody has done so already."""
    forget_done()
    moment = next_minute(timezone.now())
    with transaction.atomic():
        if not turns.claim(NAME, moment):
            return False
        keep_schedule.using(run_after=moment).enqueue()
    return True


def _is_asked_for() -> bool:
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        task_path=keep_schedule.module_path, status=TaskResultStatus.READY
    )
    return waiting.exists()


def forget_done() -> None:
    """Remove what is known of tasks of this kind that ended, or were cut short, KEPT ago.

    By when they began, and not by when they were asked for: one that waited while the site was
    off runs right now.
    """
    from django_tasks_db.models import DBTaskResult

    before = timezone.now() - KEPT
    old = DBTaskResult.objects.filter(
        task_path=keep_schedule.module_path, enqueued_at__lt=before, started_at__lt=before
    )
    old.exclude(status=TaskResultStatus.READY).delete()


def make_round() -> str:
    """Do what is due, if it is our turn; return what happened in words, empty for nothing."""
    number = turns.take(NAME, LEASE)
    if number is None:
        return ""

    def still_ours() -> bool:
        return turns.hold(NAME, number, timezone.now() + LEASE)

    try:
        return "\n".join(work_off(still_ours))
    finally:
        turns.hold(NAME, number, next_minute(timezone.now()))


def work_off(go_on: Callable[[], bool] = lambda: True) -> Iterator[str]:
    """Unpublish, then publish, each page by itself; give a line for each that is news.

    ``go_on`` is asked after each page.
    """
    now = timezone.now()
    expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk")
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    due = due.order_by("approved_go_live_at", "pk")
    steps = [(_unpublish, key) for key in expired.values_list("pk", flat=True)]
    steps += [(_publish, key) for key in due.values_list("pk", flat=True)]
    for step, key in steps:
        line = step(key, now)
        if line:
            yield line
        if not go_on():
            return


def _unpublish(key: int, now: datetime) -> str:
    """Take one page away, in a transaction of its own."""
    try:
        with transaction.atomic():
            pages = Page.objects.filter(pk=key, live=True, expire_at__lt=now)
            page = pages.select_for_update(skip_locked=_can_skip()).first()
            if page is None:  # another worker has it
                return ""
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except Exception:
        log.exception("Expired page %s could not be unpublished.", key)
        return f"Not unpublished: page {key}. The log says why."
    return f"Unpublished “{page}”."


def _publish(key: int, now: datetime) -> str:
    """Publish one revision, in a transaction of its own."""
    revision: Revision | None = None
    try:
        with transaction.atomic():
            revisions = Revision.objects.filter(pk=key, approved_go_live_at__lt=now)
            revision = revisions.select_for_update(skip_locked=_can_skip()).first()
            if revision is None:  # another worker has it
                return ""
            revision.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as error:
        return _refused(revision, " ".join(error.messages))
    except Exception:
        log.exception("Scheduled revision %s could not be published.", key)
        return f"Not published: “{revision.object_str if revision else key}”. The log says why."
    return f"Published “{revision.object_str}”."


def _can_skip() -> bool:
    """Whether the database passes over rows that are locked; SQLite lets one write at a time."""
    return connection.features.has_select_for_update_skip_locked


def _refused(revision: Revision, reasons: str) -> str:
    """Say so once. It stays due and is asked again each minute, which is no news."""
    if not note_refusal(revision, reasons):
        return ""
    log.warning("Scheduled revision %s is refused: %s", revision.pk, reasons)
    return f"Not published: “{revision.object_str}”. {reasons}"
