"""Noticing a sign-in from a browser that its owner has not used before."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.audit import SecurityEvent, network_of, record
from accounts.devices import words_for

COOKIE = "known_device"
AGE = 400 * 24 * 3600  # seconds, the longest that browsers keep a cookie
FORGOTTEN = ""  # in place of the digest: there was a browser, which is no longer known


class KnownDevice(models.Model):
    """A browser in which somebody has signed in, by the digest of what its cookie says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_devices"
    )
    digest = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="device_once")]

    def __str__(self) -> str:
        return f"device #{self.pk}"


def forget_others(user: Any, request: HttpRequest | None = None) -> None:
    """Know no browser of theirs but this one, say because another may not have been theirs.

    What is left behind says that the next one is not the first.
    """
    value = request.COOKIES.get(COOKIE, "") if request else ""
    KnownDevice.objects.filter(user=user).exclude(digest=_digest(value)).delete()
    KnownDevice.objects.get_or_create(user=user, digest=FORGOTTEN)


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def notice(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """Remember this browser; tell its owner when it is not the first one and was not known."""
    value = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    is_first = not KnownDevice.objects.filter(user=user).exists()
    _, is_new = KnownDevice.objects.get_or_create(user=user, digest=_digest(value))
    request.new_device_cookie = value  # type: ignore[attr-defined]
    if is_first or not is_new:
        return
    device = words_for(request.META.get("HTTP_USER_AGENT", ""))
    record(SecurityEvent.Kind.NEW_DEVICE, user, request)
    words = {"device": device, "network": network_of(request), "at": timezone.now()}
    address = EmailAddress.objects.get_primary_email(user) or user.email
    get_adapter().send_mail("accounts/email/new_device", address, words)


class DeviceCookie:
    """Gives a browser its cookie on the answer that signs somebody in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; set the cookie where somebody has just signed in."""
        response = self.get_response(request)
        value = getattr(request, "new_device_cookie", "")
        if value:
            response.set_cookie(
                COOKIE, value, max_age=AGE, httponly=True, samesite="Lax", path="/accounts/",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response
