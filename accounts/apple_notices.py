"""News that Apple sends us about people: believed only when Apple signed it, acted on once."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from datetime import timedelta
from typing import Any

import jwt
from allauth.account.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import deletion
from accounts.apple import queue_revocation
from accounts.audit import SecurityEvent, record

log = logging.getLogger(__name__)

FRESH = 24 * 3600  # seconds; Apple repeats what it could not deliver
KEPT = timedelta(seconds=2 * FRESH)
WORDS = {  # what its owner reads of each
    "email-disabled": "Apple no longer passes on mail",
    "email-enabled": "Apple passes on mail again",
    "consent-revoked": "no longer used to sign in here",
    "account-delete": "the Apple account was deleted",
}


class AppleNotice(models.Model):
    """A notification that was acted on, by the digest of its name."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"notification #{self.pk}"


def claims_of(body: bytes) -> dict[str, Any] | None:
    """What a genuine and recent notification says, its name as ``jti``; None for anything else."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["apple"]["APPS"]
    try:
        token = json.loads(body)["payload"]
        _, key = jwtkit.fetch_key(token, settings.APPLE_URLS["keys"], jwtkit.lookup_kid_jwk)
        # Not by allauth's verify_and_decode, which uses the name up before anything is done.
        claims = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            issuer="https://appleid.apple.com",
            audience=[app["client_id"] for app in apps],
        )
        event = json.loads(claims["events"])
        known = {"type", "sub"} <= event.keys()
        fresh = abs(time.time() - float(claims["iat"])) < FRESH
        return {**event, "jti": str(claims["jti"])} if known and fresh else None
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is not Apple's
        log.warning("A notification of Apple's was refused: %s.", type(error).__name__)
        return None


def take(event: dict[str, Any]) -> bool:
    """Act on a notification; False for one that was acted on before.

    Both happen together, so that one whose handling failed is taken when Apple sends it again.
    """
    digest = hashlib.sha256(event["jti"].encode()).hexdigest()
    with transaction.atomic():
        _, is_new = AppleNotice.objects.get_or_create(digest=digest)
        if is_new:
            _act(str(event["type"]), str(event["sub"]))
    return is_new


def _act(kind: str, sub: str) -> None:
    account = SocialAccount.objects.filter(provider="apple", uid=sub).first()
    if account is None:
        log.info("Apple notified us of %s for somebody we do not know.", kind)
        return
    user = account.user
    record(SecurityEvent.Kind.PROVIDER_NOTICE, user, detail=WORDS.get(kind, kind[:40]))
    if kind not in {"consent-revoked", "account-delete"}:
        return
    # The account stays: its owner gets in by the mailed code or a new password, as the mail says.
    queue_revocation(user, sub)
    account.delete()
    record(SecurityEvent.Kind.DISCONNECTED, user, detail="apple")
    deletion.end_sessions(user.pk)
    words = {
        "is_only_way": not (
            user.has_usable_password() or SocialAccount.objects.filter(user=user).exists()
        ),
        "password_reset_url": settings.SITE_URL + reverse("account_reset_password"),
    }
    get_adapter().send_mail("accounts/email/apple_left", deletion.address_of(user), words)


def forget_old() -> int:
    """Remove what is too old to be sent again; return how many rows that were."""
    count, _ = AppleNotice.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count
