"""The page for who was mailed as often as an address is mailed within the hour.

allauth says for that what it says for any limit, which here speaks of a minute and a network.
"""

from __future__ import annotations

from allauth.account.internal.flows import email_verification
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


def too_many_mails(request: HttpRequest, back: str = "") -> HttpResponse:
    """The page, with the way ``back`` to where the newest code is entered, if there is one."""
    return render(request, "accounts/too_many_mails.html", {"back": back}, status=429)


def _of_allauth(request: HttpRequest) -> HttpResponse:
    """The same where an address is to be proven, say of who comes by Google."""
    waits = EMAIL_VERIFICATION_CODE_SESSION_KEY in request.session
    return too_many_mails(request, reverse("account_email_verification_sent") if waits else "")


def prepare() -> None:
    """Put ours in the place of allauth's, which has no hook for it."""
    email_verification.respond_429 = _of_allauth
