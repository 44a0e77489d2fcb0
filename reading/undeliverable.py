"""Addresses that mail does not reach, or whose owners called ours unwanted: no alerts go there."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import models
from django.utils import timezone

from accounts.signals import address_refused


class Undeliverable(models.Model):
    """An address that gets no alerts any more, and why."""

    class Reason(models.TextChoices):
        """What happened."""

        BOUNCED = "bounced", "Mail came back for good"
        COMPLAINED = "complained", "Somebody called it unwanted"

    email = models.EmailField(unique=True)
    reason = models.CharField(max_length=12, choices=Reason)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.at:%Y-%m-%d})"


def note(email: str, reason: Undeliverable.Reason) -> bool:
    """Send no alerts to an address any more; return whether it is one of ours.

    Addresses that no account has are not kept. A complaint weighs more than a bounce.
    """
    address = email.strip().lower()
    if not EmailAddress.objects.filter(email=address).exists():
        return False
    row, is_new = Undeliverable.objects.get_or_create(email=address, defaults={"reason": reason})
    if not is_new and reason == Undeliverable.Reason.COMPLAINED:
        Undeliverable.objects.filter(pk=row.pk).update(reason=reason)
    return True


def arrives_again(sender: Any, email_address: EmailAddress, **_: Any) -> None:
    """A code that was mailed to an address came back typed, so mail arrives there after all."""
    bounced = Undeliverable.objects.filter(email=email_address.email.lower())
    bounced.filter(reason=Undeliverable.Reason.BOUNCED).delete()


def is_refused(sender: Any, email: str, **_: Any) -> None:
    """Mail for an address did not even get as far as coming back."""
    note(email, Undeliverable.Reason.BOUNCED)


def listen() -> None:
    """Hear when an address is proven, and when a mail server refuses it for good."""
    from allauth.account.signals import email_confirmed

    address_refused.connect(is_refused, dispatch_uid="address-is-refused")
    email_confirmed.connect(arrives_again, dispatch_uid="address-arrives-again")
