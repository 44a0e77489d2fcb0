"""Sign in with Apple: what of its answers is believed, what is kept, and how it is given back.

allauth has no hooks in these places, so ``prepare`` puts ours there, once, at the start. The tests
in ``test_the_library_is_patched_where_it_was.py`` fail when allauth changes one of them.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import jwt
import requests
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from accounts import apple_names
from accounts.sealing import seal, unseal

log = logging.getLogger(__name__)

KEPT = ("sub", "email", "email_verified", "is_private_email", "name")
PATIENCE = 5.0  # seconds for Apple's answer
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(days=1)
MOST_ATTEMPTS = 24  # with the delays above, two weeks: time to mend a wrong key


class AppleGrant(models.Model):
    """What giving a consent back to Apple needs: the refresh token of one Apple account, sealed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="apple_grants"
    )
    uid = models.CharField(max_length=191, unique=True)  # Apple's ``sub``: one person may have two
    sealed_token = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Apple's grant for user {self.user_id}"


class AppleRevocation(models.Model):
    """A grant to give back. It knows no person, who may be gone already."""

    sealed_token = models.TextField()
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"revocation #{self.pk}"


def _get_user_scope_data(self: Any, request: HttpRequest) -> dict[str, Any]:
    name = apple_names.kept(request)
    return {"name": {"firstName": "", "lastName": ""} | name} if name else {}


def _extract_extra_data(self: Any, data: dict[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in KEPT if key in data}


def prepare() -> None:
    """Point allauth at Apple or its stand-in, and put our judgement of its answers in place."""
    from allauth.socialaccount.providers.apple.provider import AppleProvider
    from allauth.socialaccount.providers.apple.views import AppleOAuth2Adapter

    AppleOAuth2Adapter.authorize_url = settings.APPLE_URLS["authorize"]
    AppleOAuth2Adapter.access_token_url = settings.APPLE_URLS["token"]
    AppleOAuth2Adapter.public_key_url = settings.APPLE_URLS["keys"]
    AppleOAuth2Adapter.login_cancelled_error = "user_cancelled_authorize"
    AppleOAuth2Adapter.get_user_scope_data = _get_user_scope_data
    AppleProvider.extract_extra_data = _extract_extra_data


def keep_grant(user: Any, sociallogin: Any) -> None:
    """Keep the refresh token of a sign-in with Apple, sealed."""
    token = getattr(sociallogin, "token", None)
    if sociallogin.account.provider == "apple" and token is not None and token.token_secret:
        AppleGrant.objects.update_or_create(
            uid=sociallogin.account.uid,
            defaults={"user": user, "sealed_token": seal(token.token_secret)},
        )


def queue_revocation(user: Any, uid: str = "") -> None:
    """Note that consent is to be given back; the worker does it.

    ``uid`` names one Apple account of the person's; without it, all of them are meant.
    """
    grants = AppleGrant.objects.filter(user=user)
    for grant in grants.filter(uid=uid) if uid else grants:
        AppleRevocation.objects.create(sealed_token=grant.sealed_token)
        grant.delete()


def revoke_waiting() -> int:
    """Give back what is due; return how many grants that were. What fails is tried again later."""
    done = 0
    for row in AppleRevocation.objects.filter(due_at__lte=timezone.now()).order_by("due_at")[:50]:
        try:
            _revoke(unseal(row.sealed_token))
        except (
            requests.RequestException,
            jwt.PyJWTError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            _try_later(row, error)
            if isinstance(error, requests.Timeout | requests.ConnectionError):
                break  # Apple is out of reach for the others too
        else:
            row.delete()
            done += 1
    return done


def _try_later(row: AppleRevocation, error: Exception) -> None:
    row.attempts += 1
    log.warning("Apple's grant %s was not revoked: %s.", row.pk, type(error).__name__)
    if row.attempts >= MOST_ATTEMPTS:
        log.error("Apple's grant %s is given up.", row.pk)
        row.delete()
        return
    row.due_at = timezone.now() + min(FIRST_DELAY * 2**row.attempts, LONGEST_DELAY)
    row.save()


def _revoke(token: str) -> None:
    """Raises RequestException when Apple does not take it, LookupError while Apple is off here,
    and what ``apple_client_secret`` raises.
    """
    from accounts.provider_checks import apple_client_secret

    app = settings.SOCIALACCOUNT_PROVIDERS["apple"]["APPS"][0]
    answer = requests.post(
        settings.APPLE_URLS["revoke"],
        data={
            "client_id": app["client_id"],
            "client_secret": apple_client_secret(app),
            "token": token,
            "token_type_hint": "refresh_token",
        },
        timeout=PATIENCE,
    )
    answer.raise_for_status()
