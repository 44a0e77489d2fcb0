"""Taking back an email address that somebody else changed, from the mail that told its owner.

The old address no longer belongs to the account, so "forgot password" can't help there. The mail
to it holds a signed link instead. Whoever follows it gets the account as it was before the
change: what was added around that time may be the intruder's, so it goes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import deletion, lost_factors, new_devices
from accounts.apple import queue_revocation
from accounts.audit import SecurityEvent, record
from accounts.user import User

VALID = timedelta(days=7)
AROUND = timedelta(days=1)  # before the change, in which an intruder may have begun
MAILS = "accounts/email"

_signer = signing.TimestampSigner(salt="accounts.email_undo")


class AddressTaken(Exception):
    """Somebody else has an account with the address by now."""


class EmailChange(models.Model):
    """An account's address was changed, and its former owner may still say no."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_changes"
    )
    old_email = models.EmailField(max_length=254)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"email change #{self.pk}"

    def token(self) -> str:
        """What the link in the mail proves itself with."""
        return _signer.sign(str(self.pk))


def changed(
    sender: Any, request: HttpRequest, user: Any, from_email_address: Any, to_email_address: Any,
    **_: Any,
) -> None:  # fmt: skip
    """Tell the old address, and offer a way back to whoever had proven that it is theirs."""
    if from_email_address is None:
        return
    words: dict[str, Any] = {
        "old_email": from_email_address.email,
        "new_email": to_email_address.email,
        "days": VALID.days,
        "when": timezone.now(),
        "device": request.META.get("HTTP_USER_AGENT", ""),
        "undo_url": "",
    }
    if from_email_address.verified:
        change = EmailChange.objects.create(user=user, old_email=from_email_address.email)
        words["undo_url"] = _undo_url(change)
    get_adapter().send_mail(f"{MAILS}/email_changed", from_email_address.email, words)


def change_of(token: str) -> EmailChange | None:
    """The change that a link speaks of; None when it is forged, too old, or was undone."""
    try:
        pk = int(_signer.unsign(token, max_age=VALID))
    except (signing.BadSignature, ValueError):
        return None
    found = EmailChange.objects.filter(pk=pk, user__is_active=True)
    return found.select_related("user").first()


def ways_back(user: User) -> dict[str, str]:
    """The addresses that an account had until lately, and the links that give it back to them."""
    changes = user.email_changes.exclude(old_email=user.email).order_by("-pk")
    return {change.old_email: _undo_url(change) for change in changes}


def _undo_url(change: EmailChange) -> str:
    path = reverse("account_email_undo", kwargs={"token": change.token()})
    return f"{settings.SITE_URL}{path}"


def give_back(change: EmailChange, request: HttpRequest) -> bool:
    """Give the account back to the old address; False when somebody was faster.

    Later changes can't be undone any more, earlier ones still can: an intruder who changes the
    address twice does not get a link of their own that is worth more. Raises AddressTaken.
    """
    try:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=change.user_id)
            if not EmailChange.objects.filter(pk=change.pk).exists():
                return False
            _give_back(user, change, request)
    except IntegrityError as error:  # somebody joins with the address at this very moment
        raise AddressTaken from error
    return True


def _give_back(user: User, change: EmailChange, request: HttpRequest) -> None:
    old, removed = change.old_email, user.email
    _refuse_if_taken(user, old)
    EmailChange.objects.filter(user=user, at__gte=change.at).delete()
    EmailAddress.objects.filter(user=user).exclude(email=old).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=old, defaults={"verified": True, "primary": True}
    )
    user.email = old
    user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    _remove_what_was_added(user, change.at - AROUND)
    lost_factors.cancel(user, request)
    deletion.cancel(user, request)  # who asked for it may not have been the owner
    deletion.end_sessions(user.pk)
    new_devices.forget_others(user, request)
    record(SecurityEvent.Kind.EMAIL_RESTORED, user, request)
    reset = settings.SITE_URL + reverse("account_reset_password")
    words = {"password_reset_url": reset, "when": timezone.now()}
    get_adapter().send_mail(f"{MAILS}/email_restored", old, words)
    if removed.lower() != old.lower():
        get_adapter().send_mail(f"{MAILS}/email_taken_back", removed, words)


def _refuse_if_taken(user: User, email: str) -> None:
    users = User.objects.filter(email__iexact=email).exclude(pk=user.pk)
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=user)
    if users.exists() or proven.exists():
        raise AddressTaken


def _remove_what_was_added(user: User, since: datetime) -> None:
    """Take away ways in that may be the intruder's."""
    Authenticator.objects.filter(user=user, created_at__gte=since).delete()
    delete_dangling_recovery_codes(user)
    for account in SocialAccount.objects.filter(user=user, date_joined__gte=since):
        if account.provider == "apple":
            queue_revocation(user, account.uid)
        account.delete()


def forget_old() -> int:
    """Remove changes that can't be undone any more; return how many rows that were."""
    count, _ = EmailChange.objects.filter(at__lt=timezone.now() - VALID).delete()
    return count
