"""A copy of one's data: asked for, made by the worker, fetched once signed in, gone after a week.

A worker leases a wish while it makes the archive; when it dies, the lease runs out and the archive
is made anew, from the start. What the archive holds is in ``accounts/export_contents.py``.
"""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.audit import SecurityEvent, record
from accounts.export_contents import archive
from accounts.user import User

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)
MOST_A_DAY = 3
MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=10)
PART_KEPT = timedelta(hours=1)  # for a file that a worker left half written


def new_token() -> str:
    """What cannot be guessed in the address of a copy."""
    return secrets.token_urlsafe(32)


class ExportRequest(models.Model):
    """Somebody asked for a copy of their data."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="export_requests"
    )
    token = models.CharField(max_length=50, unique=True, default=new_token)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"copy #{self.pk}"

    @property
    def file(self) -> str:
        """The archive's name among the private files."""
        return f"{self.pk}.zip"

    @property
    def is_given_up(self) -> bool:
        """Whether it could not be made and is not tried again."""
        return self.ready_at is None and self.attempts >= MOST_ATTEMPTS and not self.is_leased

    @property
    def is_leased(self) -> bool:
        """Whether a worker may be at it at this moment."""
        return self.attempts > 0 and self.due_at > timezone.now()


def files() -> Storage:
    """Where the archives are: outside of what is served, and the same for every machine."""
    return storages["exports"]


def copies_of(user: User) -> models.QuerySet[ExportRequest]:
    """Those that are being made or can be fetched, newest first."""
    mine = ExportRequest.objects.filter(user=user)
    return mine.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))


def may_ask(user: User) -> bool:
    """Whether a new copy may be asked for: none is being made, and not too many were today."""
    mine = ExportRequest.objects.filter(user=user)
    today = mine.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count()
    return today < MOST_A_DAY and not any(
        not wish.is_given_up for wish in mine.filter(ready_at=None)
    )


def ask(user: User, request: HttpRequest | None = None) -> ExportRequest | None:
    """Ask for a copy; None when one may not be asked for now."""
    with transaction.atomic():
        # Two posts at once wait for each other here.
        User.objects.select_for_update().get(pk=user.pk)
        if not may_ask(user):
            return None
        record(SecurityEvent.Kind.EXPORT_ASKED, user, request)
        return ExportRequest.objects.create(user=user)


def make_waiting() -> int:
    """Make the copies that were asked for; return how many. A half-made one is made anew."""
    done = 0
    while (wish := _lease()) is not None:
        done += _attempt(wish)
    return done


def make_next() -> bool:
    """Make the next copy, if one waits; return whether there was one."""
    wish = _lease()
    if wish is not None:
        _attempt(wish)
    return wish is not None


def _lease() -> ExportRequest | None:
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = ExportRequest.objects.filter(
            ready_at=None, due_at__lte=now, attempts__lt=MOST_ATTEMPTS
        )
        wish = waiting.order_by("due_at").select_for_update(skip_locked=skip).first()
        if wish is None or not _mine(wish).update(due_at=now + LEASE, attempts=F("attempts") + 1):
            return None
    wish.attempts += 1
    return wish


def _mine(wish: ExportRequest) -> models.QuerySet[ExportRequest]:
    # Each lease counts one attempt further, so the count tells whose turn it is.
    return ExportRequest.objects.filter(pk=wish.pk, ready_at=None, attempts=wish.attempts)


def _attempt(wish: ExportRequest) -> bool:
    try:
        return _make(wish)
    except Exception:
        log.exception("Copy %s, attempt %d, could not be made.", wish.pk, wish.attempts)
        delay = timedelta(minutes=2**wish.attempts)
        if wish.attempts >= MOST_ATTEMPTS:
            delay = timedelta(0)
            log.error("Copy %s is given up.", wish.pk)  # noqa: TRY400 - its trace is above
        _mine(wish).update(due_at=timezone.now() + delay)
        return False


def _make(wish: ExportRequest) -> bool:
    files().save(wish.file, ContentFile(archive(wish.user)))
    with transaction.atomic():
        now = timezone.now()
        if not _mine(wish).update(ready_at=now, expires_at=now + KEPT):
            # Another worker was quicker, or the account is gone and its copy must go too.
            if not ExportRequest.objects.filter(pk=wish.pk).exists():
                files().delete(wish.file)
            return False
        path = reverse("account_export_file", args=[wish.token])
        words = {"user": wish.user, "export_url": settings.SITE_URL + path, "days": KEPT.days}
        address = EmailAddress.objects.get_primary_email(wish.user) or wish.user.email
        get_adapter().send_mail("accounts/email/export_ready", address, words)
    return True


def forget_expired() -> int:
    """Remove the copies whose time is over, and files that belong to nobody any more."""
    now = timezone.now()
    given_up = Q(ready_at=None, attempts__gte=MOST_ATTEMPTS, asked_at__lte=now - KEPT)
    count, _ = ExportRequest.objects.filter(Q(expires_at__lte=now) | given_up).delete()
    # The files first, or one that is being made between the two looks would be taken away.
    there = [name for name in files().listdir("")[1] if name.endswith((".zip", ".part"))]
    known = set(ExportRequest.objects.values_list("pk", flat=True))
    for name in there:
        number = name.partition(".")[0]
        if not number.isdecimal() or int(number) not in known or _is_left_over(name):
            files().delete(name)
    return count


def _is_left_over(name: str) -> bool:
    if not name.endswith(".part"):
        return False
    try:
        return timezone.now() - files().get_modified_time(name) > PART_KEPT
    except FileNotFoundError:
        return False


def note_download(user: Any, request: HttpRequest) -> None:
    """Write down that a copy was fetched."""
    record(SecurityEvent.Kind.EXPORT_DOWNLOADED, user, request)
