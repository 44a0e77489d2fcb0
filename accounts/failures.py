"""Sign-ins that failed: noted alike for every address, told apart by the worker.

Were a known address to cost a row and an unknown one nothing, the time of the answer would tell
them apart. So the request writes the same row whoever was tried, and outside it what belongs to
somebody becomes an event of theirs; the rest is forgotten within the minute.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import connection, models, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.audit import DEVICE_LENGTH, SecurityEvent, network_of, record

log = logging.getLogger(__name__)

AT_ONCE = 200  # rows in one transaction
MOST_RUNS = 50  # of them in one run of the chore
LONGEST_ADDRESS = 254  # characters (RFC 5321, section 4.5.3.1.3, less the brackets)


class SignInFailure(models.Model):
    """Somebody tried to get in with an address, and did not."""

    email = models.CharField(max_length=LONGEST_ADDRESS)
    how = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=DEVICE_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"failed sign-in #{self.pk}"


def note(email: str, request: HttpRequest, how: str) -> None:
    """Write down that a sign-in with this address failed, whoever it belongs to, if anybody."""
    SignInFailure.objects.create(
        email=email.strip().lower()[:LONGEST_ADDRESS],
        how=how,
        network=network_of(request),
        device=request.META.get("HTTP_USER_AGENT", "")[:DEVICE_LENGTH],
    )


def sort_out() -> int:
    """Make events of what belongs to somebody and forget the rest; return how many rows went."""
    total = 0
    for _ in range(MOST_RUNS):
        count = _sort_out_some()
        total += count
        if count < AT_ONCE:
            break
    return total


def _sort_out_some() -> int:
    from allauth.account.internal.userkit import filter_users_by_email

    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = SignInFailure.objects.select_for_update(skip_locked=skip).order_by("pk")
        failures = list(waiting[:AT_ONCE])
        for failure in failures:
            found = filter_users_by_email(failure.email, prefer_verified=True, for_login=True)
            for user in {user.pk: user for user in found}.values():
                _record(failure, user)
        SignInFailure.objects.filter(pk__in=[failure.pk for failure in failures]).delete()
    return len(failures)


def _record(failure: SignInFailure, user: Any) -> None:
    event = record(SecurityEvent.Kind.SIGN_IN_FAILED, user, detail=failure.how)
    event.at, event.network, event.device = failure.at, failure.network, failure.device
    event.save(update_fields=["at", "network", "device"])


def second_factor(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """A code of a known person's factor was wrong; only who passed the first step gets here."""
    kind = str(more["authenticator"].type)
    words = f"fresh proof, {kind}" if more.get("reauthentication") else kind
    record(SecurityEvent.Kind.SIGN_IN_FAILED, user, request, words)
