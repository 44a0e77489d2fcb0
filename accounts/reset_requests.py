"""Requests for a new password: noted by the site, answered by the worker.

The request writes the same row whoever is asked about, so a known, an unknown, an unverified and a
deactivated address cost the same time. Who it belongs to is looked up outside the request.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.audit import SecurityEvent, record

log = logging.getLogger(__name__)

MOST_MAILS = 3  # for one address
WINDOW = timedelta(hours=1)
TOO_OLD = timedelta(days=1)


class ResetRequest(models.Model):
    """Somebody asked for a new password for an address."""

    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, db_index=True)
    mailed = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["email", "answered_at"])]

    def __str__(self) -> str:
        return f"reset request #{self.pk}"


def answer_next() -> bool:
    """Answer the oldest open request; return whether there was one.

    The mail is written down in the same transaction, so a worker that dies loses nothing. One
    that can't be answered goes behind the others, and is too old after a day. Raises what the
    database does where it can't even be asked for one.
    """
    tried: list[int] = []
    try:
        return _answer(tried)
    except Exception:
        if not tried:
            raise
        log.exception("Reset request %s could not be answered.", tried)
        ResetRequest.objects.filter(pk__in=tried).update(tries=models.F("tries") + 1)
        return False


def _answer(tried: list[int]) -> bool:
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = ResetRequest.objects.filter(answered_at=None).order_by("tries", "pk")
        request = waiting.select_for_update(skip_locked=skip).first()
        if request is None:
            return False
        tried.append(request.pk)
        request.mailed = _may_mail(request)
        if request.mailed:
            _mail(request.email)
        request.answered_at = timezone.now()
        request.save()
    return True


def _one_at_a_time(email: str) -> None:
    """Wait until no other worker answers for this address, for as long as the transaction lasts.

    SQLite lets one transaction write at a time anyway.
    """
    if connection.vendor == "postgresql":
        digest = hashlib.sha256(f"accounts.reset_requests:{email}".encode()).digest()
        number = int.from_bytes(digest[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _may_mail(request: ResetRequest) -> bool:
    _one_at_a_time(request.email)
    now = timezone.now()
    if request.asked_at < now - TOO_OLD:
        log.error("Reset request %s waited for more than a day; nobody is mailed.", request.pk)
        return False
    mailed = ResetRequest.objects.filter(
        email=request.email, mailed=True, answered_at__gt=now - WINDOW
    ).count()
    if mailed >= MOST_MAILS:
        log.info("Reset request %s: no mail, there were %d within the hour.", request.pk, mailed)
    return mailed < MOST_MAILS


def _mail(email: str) -> None:
    from allauth.account.adapter import get_adapter
    from allauth.account.forms import default_token_generator
    from allauth.account.internal.userkit import filter_users_by_email
    from allauth.account.utils import user_pk_to_url_str

    adapter = get_adapter()
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    if not users:
        signup_url = settings.SITE_URL + reverse("account_signup")
        adapter.send_mail("account/email/unknown_account", email, {"signup_url": signup_url})
    for user in users:
        path = reverse(
            "account_reset_password_from_key",
            kwargs={
                "uidb36": user_pk_to_url_str(user),
                "key": default_token_generator.make_token(user),
            },
        )
        words = {"user": user, "password_reset_url": settings.SITE_URL + path}
        adapter.send_mail("account/email/password_reset_key", email, words)
        record(SecurityEvent.Kind.RESET_REQUESTED, user)


def forget_answered() -> int:
    """Remove what was answered more than a day ago; return how many rows that were."""
    yesterday = timezone.now() - timedelta(days=1)
    count, _ = ResetRequest.objects.filter(answered_at__lt=yesterday).delete()
    return count
