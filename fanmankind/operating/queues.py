"""What waits for the workers: how much, since when, and whether somebody is there to do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.tasks import TaskResultStatus
from django.utils import timezone

from accounts.outbox import OutboxMail
from articles import turns

MAIL_WORKER = "mail-worker"  # the turn that it takes every minute
CHORES_EVERY = timedelta(seconds=60)
# A mail that could not be sent is due later again, so one that is due and old was tried by nobody.
LONGEST_FOR_MAIL = timedelta(minutes=5)
# A large import may keep the only task worker for some minutes.
LONGEST_FOR_TASKS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Queue:
    """How many pieces of work are due, and for how many seconds the oldest has been."""

    waiting: int
    oldest: float

    def is_late(self, longest: timedelta) -> bool:
        """Whether the oldest has waited for longer than this."""
        return self.oldest > longest.total_seconds()


def _queue(waiting: int, since: datetime | None) -> Queue:
    age = (timezone.now() - since).total_seconds() if since else 0.0
    return Queue(waiting, max(age, 0.0))


def mail(*, bulk: bool) -> Queue:
    """Mail that is due; in bulk, which may take its time, or that somebody waits for."""
    due = OutboxMail.objects.filter(ended_at=None, bulk=bulk, due_at__lte=timezone.now())
    found = due.aggregate(waiting=Count("pk"), since=Min("due_at"))
    return _queue(found["waiting"], found["since"])


def tasks() -> Queue:
    """Tasks whose moment has come and that nobody has begun."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    timed = ready.filter(run_after__lte=timezone.now()).aggregate(n=Count("pk"), t=Min("run_after"))
    others = ready.filter(run_after=get_date_max()).aggregate(n=Count("pk"), t=Min("enqueued_at"))
    since = min((found["t"] for found in (timed, others) if found["t"]), default=None)
    return _queue(timed["n"] + others["n"], since)


def note_mail_worker() -> str:
    """The chore: write down that the mail worker is alive; return nothing worth a line."""
    turns.take(MAIL_WORKER, CHORES_EVERY / 2)
    return ""


def mail_worker_seen() -> datetime | None:
    """When the mail worker did its chores last, to half a minute; None for never."""
    row = turns.Turn.objects.filter(name=MAIL_WORKER, number__gt=0).first()
    return row.next_at - CHORES_EVERY / 2 if row else None
