"""What has to be done for accounts every so often, each by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import (
    apple,
    apple_notices,
    deletion,
    email_undo,
    export,
    failures,
    lost_factors,
    outbox,
    reset_requests,
)
from accounts.audit import SecurityEvent
from accounts.first_proof import unproven

log = logging.getLogger(__name__)

UNPROVEN_FOR = timedelta(days=3)
EVENTS_KEPT = timedelta(days=400)
BATCH = 5_000  # rows in one run
LINES = 1_000  # of lists; of many more keys a database reads every session there is
LINES_SEEN = "accounts:lines-seen"
SETTLED = timedelta(hours=1)  # after which a session that is listed is stored too, or has ended


def purge_unverified() -> int:
    """Delete accounts that never proved an address; return how many.

    An address that somebody squatted on is free again for its owner.
    """
    from accounts.models import User

    old = User.objects.filter(date_joined__lt=timezone.now() - UNPROVEN_FOR)
    return sum(_purge(pk) for pk in list(unproven(old).values_list("pk", flat=True)))


def _purge(pk: int) -> bool:
    from accounts.models import User

    with transaction.atomic():
        # Locked and looked at again, in case the address is proven at this very moment.
        list(User.objects.select_for_update().filter(pk=pk))
        list(EmailAddress.objects.select_for_update().filter(user_id=pk))
        user = unproven(User.objects.filter(pk=pk)).first()
        if user is None:
            return False
        user.delete()
    return True


def forget_sessions() -> int:
    """Remove sessions that have run out, and lines in people's lists of what has ended.

    A batch of each at a time: there may be millions.
    """
    old = Session.objects.filter(expire_date__lt=timezone.now()).order_by("expire_date")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    with transaction.atomic():
        lines, _ = UserSession.objects.filter(session_key__in=keys).delete()
        count, _ = Session.objects.filter(pk__in=keys).delete()
    return int(count) + int(lines) + _forget_lines()


def _forget_lines() -> int:
    """Look at the next lines, and remove those whose session has ended in some other way.

    Where the last batch ended is in the cache; without it they are looked at from the first again.
    """
    last = cache.get(LINES_SEEN, 0)
    batch = UserSession.objects.filter(pk__gt=last).order_by("pk")
    seen = dict(batch.values_list("pk", "session_key")[:LINES])
    cache.set(LINES_SEEN, max(seen, default=0) if len(seen) == LINES else 0, timeout=None)
    alive = set(Session.objects.filter(pk__in=seen.values()).values_list("pk", flat=True))
    ended = [pk for pk, key in seen.items() if key not in alive]
    settled = UserSession.objects.filter(last_seen_at__lt=timezone.now() - SETTLED)
    lines, _ = settled.filter(pk__in=ended).delete()
    return int(lines)


def forget_events() -> int:
    """Remove events older than EVENTS_KEPT; return how many."""
    count, _ = SecurityEvent.objects.filter(at__lt=timezone.now() - EVENTS_KEPT).delete()
    return count


CHORES: list[Callable[[], Any]] = [
    purge_unverified,
    forget_sessions,
    forget_events,
    failures.sort_out,
    reset_requests.forget_answered,
    outbox.forget_old,
    apple.revoke_waiting,
    apple_notices.forget_old,
    email_undo.forget_old,
    deletion.carry_out_due,
    lost_factors.remind_due,
    lost_factors.carry_out_due,
    export.make_waiting,
    export.forget_expired,
]


def run_all(stopping: Callable[[], bool] = lambda: False) -> list[str]:
    """Run every chore, those of ``settings.MORE_CHORES`` (dotted names) too.

    One that fails is logged and does not keep the others from running; return the failed names.
    Between two of them, ``stopping`` is asked whether to leave the rest for another time.
    """
    failed = []
    chores: list[Any] = [*CHORES, *settings.MORE_CHORES]
    for chore in chores:
        if stopping():
            break
        name = chore if isinstance(chore, str) else chore.__name__
        try:
            done = (import_string(chore) if isinstance(chore, str) else chore)()
        except Exception:
            log.exception("The chore %s failed.", name)
            failed.append(name)
            close_old_connections()  # one that the database has dropped
        else:
            if done:
                log.info("The chore %s: %s.", name, done)
    return failed
