"""What the mail worker does for followers each minute, in batches and for a bounded time.

Each step asks the rows what is the case, not what has happened. So it does not matter by which
door somebody's progress moved, and what a dead worker left undone is done by the next one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import groupby

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from accounts import outbox
from articles.addresses import forget_site
from reading.alert_letters import mail_of
from reading.alerts import Alert
from reading.announcements import find_overlooked, spread_next
from reading.reaching import addresses_of

log = logging.getLogger(__name__)

ROUND = 5.0  # seconds; the worker that makes a round delivers no mail meanwhile
BATCH = 200  # rows, or readers
STALE = timedelta(days=14)  # after which what could not be mailed is no news any more
PURPOSE = "alert"


def tell_followers() -> str:
    """Make one round; return what was done in words, empty for nothing."""
    forget_site()  # its root may have moved since the last round
    until = time.monotonic() + ROUND
    done = {
        "found": find_overlooked(),
        "announced": _repeat(spread_next, until),
        "locked again": lock_again(),
        "unlocked": unlock(until),
        "mailed": send_due(until),
    }
    if time.monotonic() < until:  # or something may still wait that is not too old
        done["too old"] = forget_stale()
    return ", ".join(f"{count} {name}" for name, count in done.items() if count)


def _repeat(step: Callable[[], bool], until: float) -> int:
    count = 0
    while time.monotonic() < until and step():
        count += 1
    return count


def lock_again() -> int:
    """Have what was due wait, where the reader said that they are not that far after all."""
    return Alert.objects.to_lock().update(due_at=None)


def unlock(until: float) -> int:
    """Make due what lay ahead of readers and does no more; return how many that were."""
    count = last = 0
    while time.monotonic() < until:
        rows = Alert.objects.to_unlock().filter(pk__gt=last).order_by("pk")
        keys = list(rows.values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        waiting = Alert.objects.filter(pk__in=keys, due_at=None)
        count += waiting.update(due_at=timezone.now(), unlocked=True)
        last = keys[-1]
    return count


def send_due(until: float) -> int:
    """Write down one mail for each reader who has something due; return how many."""
    count = last = 0
    while time.monotonic() < until:
        due = Alert.objects.to_send(timezone.now()).filter(user__gt=last).order_by("user")
        users = list(due.values_list("user", flat=True).distinct()[:BATCH])
        if not users:
            break
        count += send_to(users)
        last = users[-1]
    return count


def send_to(users: list[int]) -> int:
    """Write down these readers' mails and mark their alerts as sent, both or neither."""
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        due = (
            Alert.objects.to_send(now)
            .filter(user__in=users)
            .select_for_update(skip_locked=skip, of=("self",))
            .select_related("article__boundary__season__show")
            .defer("article__body", "article__takeaways", "article__sets_up")
            .order_by("user", "unlocked", "-article__first_published_at", "pk")
        )
        mails, sent = _compose(list(due), addresses_of(users))
        outbox.queue_all(mails, purpose=PURPOSE)
        marked = Alert.objects.filter(pk__in=sent, sent_at=None).update(sent_at=now)
        if marked != len(sent):
            raise RuntimeError("Another worker wrote to the same readers.")  # undoes this one's
    return len(mails)


def _compose(
    alerts: list[Alert], addresses: dict[int, str]
) -> tuple[list[EmailMessage], list[int]]:
    """The mails, and the keys of the alerts that are in them. One that fails leaves the others."""
    mails: list[EmailMessage] = []
    sent: list[int] = []
    for user, group in groupby(alerts, key=lambda alert: alert.user_id):
        theirs = list(group)
        if user not in addresses:
            continue
        try:
            mails.append(mail_of(user, addresses[user], theirs))
        except Exception:
            log.exception("The alerts of user %s could not be put into words.", user)
        else:
            sent += [alert.pk for alert in theirs]
    return mails, sent


def forget_stale() -> int:
    """Drop what was due STALE ago and could not be mailed: nobody follows, or mail comes back."""
    old = Alert.objects.unsent().filter(due_at__lt=timezone.now() - STALE)
    count, _ = Alert.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:5000])).delete()
    return count
