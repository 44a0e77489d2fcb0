"""The record of what happened to an account: visible to its owner, and to administrators.

It never holds a secret: no password, token, code or key, and of an address on the network only
the part that names the network.
"""

from __future__ import annotations

import ipaddress
import logging
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest

log = logging.getLogger(__name__)

DEVICE_LENGTH = 200


class SecurityEvent(models.Model):
    """One thing that happened to one account, when, and from where."""

    class Kind(models.TextChoices):
        """What happened, in the words that its owner reads."""

        JOINED = "joined", "Joined"
        SIGNED_IN = "signed-in", "Signed in"
        NEW_DEVICE = "new-device", "Signed in from a new device"
        SIGN_IN_FAILED = "sign-in-failed", "A sign-in failed"
        SIGNED_OUT = "signed-out", "Signed out"
        SESSION_ENDED = "session-ended", "Ended a session"
        RESET_REQUESTED = "reset-requested", "Asked to reset the password"
        PASSWORD_RESET = "password-reset", "Reset the password"
        PASSWORD_CHANGED = "password-changed", "Changed the password"
        PASSWORD_SET = "password-set", "Set a password"
        EMAIL_ADDED = "email-added", "Added an email address"
        EMAIL_CHANGED = "email-changed", "Changed the email address"
        EMAIL_REMOVED = "email-removed", "Removed an email address"
        EMAIL_RESTORED = "email-restored", "Took back the email address"
        EMAIL_VERIFIED = "email-verified", "Verified an email address"
        CONNECTED = "connected", "Connected a sign-in"
        DISCONNECTED = "disconnected", "Removed a connected sign-in"
        FACTOR_ADDED = "factor-added", "Added a sign-in factor"
        FACTOR_REMOVED = "factor-removed", "Removed a sign-in factor"
        CODES_RENEWED = "codes-renewed", "Made new recovery codes"
        CODE_USED = "code-used", "Used a recovery code"
        FACTORS_RESET_ASKED = "factors-reset-asked", "Asked to remove lost factors"
        FACTORS_RESET_CANCELLED = "factors-reset-cancelled", "Kept the factors"
        FACTORS_RESET = "factors-reset", "Lost factors were removed"
        PROFILE_CHANGED = "profile-changed", "Changed the profile"
        EXPORT_ASKED = "export-asked", "Asked for a copy of the data"
        EXPORT_DOWNLOADED = "export-downloaded", "Downloaded a copy of the data"
        DELETION_ASKED = "deletion-asked", "Asked to delete the account"
        DELETION_CANCELLED = "deletion-cancelled", "Kept the account"
        DELETED = "deleted", "The account was deleted"
        PROVIDER_NOTICE = "provider-notice", "A notice from Apple"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="security_events",
    )
    kind = models.CharField(max_length=30, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    network = models.CharField(max_length=60, blank=True)
    device = models.CharField(max_length=DEVICE_LENGTH, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d %H:%M})"


def record(
    kind: SecurityEvent.Kind, user: Any, request: HttpRequest | None = None, detail: str = ""
) -> SecurityEvent:
    """Note what happened to an account. ``detail`` must hold no secret and no full address."""
    event = SecurityEvent.objects.create(
        user=user if user is not None and user.pk else None,
        kind=kind,
        network=network_of(request) if request is not None else "",
        device=request.META.get("HTTP_USER_AGENT", "")[:DEVICE_LENGTH] if request else "",
        detail=detail[:200],
    )
    log.info("Security event %s for user %s.", kind.value, event.user_id)
    return event


def network_of(request: HttpRequest) -> str:
    """The network that a request came from: /24 of IPv4, /48 of IPv6; empty when unknown."""
    from allauth.account.adapter import get_adapter

    return network_of_address(get_adapter(request).get_client_ip(request))


def network_of_address(text: str) -> str:
    """The network of an address; empty when it is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    prefix = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
