"""The way back for somebody who lost every factor: asked for, announced for a week, carried out.

Proof is the first step of signing in and a code from the mailbox. As that is less than a factor,
there is a wait, with notices, in which whoever still has a factor stops it by using it. Support
can't shorten it, and sets nobody's password.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.audit import SecurityEvent, record
from accounts.deletion import address_of, end_sessions
from accounts.new_devices import forget_others
from accounts.user import User

log = logging.getLogger(__name__)

WAIT = timedelta(days=7)
REMINDER = WAIT / 2


class FactorReset(models.Model):
    """Somebody asked for all of their factors to be removed. Using one takes it back."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="factor_reset"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    remind_at = models.DateTimeField(db_index=True)
    reminded = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"factor reset of user {self.user_id}"


def pending(user: Any) -> FactorReset | None:
    """What somebody has asked for and is waiting for."""
    return FactorReset.objects.filter(user=user).first()


def ask(user: Any, request: HttpRequest) -> FactorReset:
    """Note that somebody lost every factor, and mail how to stop it. Again, it does nothing new."""
    now = timezone.now()
    times = {"asked_at": now, "remind_at": now + REMINDER, "due_at": now + WAIT}
    with transaction.atomic():
        asked, is_new = FactorReset.objects.get_or_create(user=user, defaults=times)
        if is_new:
            record(SecurityEvent.Kind.FACTORS_RESET_ASKED, user, request)
            device = request.META.get("HTTP_USER_AGENT", "")
            _mail("factors_reset_asked", asked, device=device)
    return asked


def cancel(user: Any, request: HttpRequest | None = None) -> bool:
    """Keep the factors; return whether there was something to cancel."""
    with transaction.atomic():
        asked = FactorReset.objects.select_for_update().filter(user=user).first()
        if asked is None:
            return False
        asked.delete()
        record(SecurityEvent.Kind.FACTORS_RESET_CANCELLED, user, request)
        _mail("factors_kept", asked)
    return True


def remind_due() -> int:
    """Mail everybody who is halfway through the wait, once; return how many that were."""
    return _each(FactorReset.objects.filter(reminded=False, remind_at__lte=timezone.now()), _remind)


def carry_out_due() -> int:
    """Remove the factors of those whose wait is over; return how many people that were."""
    return _each(FactorReset.objects.filter(due_at__lte=timezone.now()), _carry_out)


def _each(rows: models.QuerySet[FactorReset], do: Any) -> int:
    """Do it to each of these rows, locked; one that fails is logged and stays for another time."""
    skip = connection.features.has_select_for_update_skip_locked
    count = 0
    for pk in list(rows.order_by("due_at").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                # Locked, so that a sign-in at this moment either stops it or comes too late.
                asked = rows.filter(pk=pk).select_for_update(skip_locked=skip).first()
                count += asked is not None and do(asked)
        except Exception:
            log.exception("The factor reset %s failed; everything is as it was.", pk)
    return count


def _remind(asked: FactorReset) -> bool:
    FactorReset.objects.filter(pk=asked.pk).update(reminded=True)
    _mail("factors_reset_halfway", asked)
    return True


def _carry_out(asked: FactorReset) -> bool:
    user = User.objects.get(pk=asked.user_id)
    asked.delete()
    factors = Authenticator.objects.filter(user=user)
    if not user.is_active or not factors.exists():
        record(SecurityEvent.Kind.FACTORS_RESET_CANCELLED, user)
        return False
    # Recovery codes are among them, and the trust in a browser hangs on them (allauth's
    # fingerprint of what somebody has set up), so both go too.
    factors.delete()
    end_sessions(user.pk)
    forget_others(user)
    record(SecurityEvent.Kind.FACTORS_RESET, user)
    _mail("factors_reset_done", asked, user=user)
    return True


def _mail(name: str, asked: FactorReset, **words: Any) -> None:
    pages = {
        "login_url": "account_login",
        "keep_url": "account_keep_factors",
        "password_reset_url": "account_reset_password",
        "factors_url": "mfa_index",
    }
    words |= {key: settings.SITE_URL + reverse(route) for key, route in pages.items()}
    words |= {"due_at": asked.due_at, "days": WAIT.days, "when": timezone.now()}
    get_adapter().send_mail(f"accounts/email/{name}", address_of(asked.user), words)


def _used(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if cancel(user, request):
        from django.contrib import messages

        words = "You used a factor, so none are removed. Your factors stay."
        messages.success(request, words, fail_silently=True)


def listen() -> None:
    """Keep the factors of whoever uses one."""
    from allauth.mfa.signals import authenticator_used

    authenticator_used.connect(_used, dispatch_uid="keep-factors")
