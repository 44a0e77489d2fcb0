"""Codes that prove, by way of the mailbox, who is asking: short-lived, few tries, for one use.

A code belongs to one person and one purpose; what the session keeps of it is its digest.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import generate_user_code
from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

LIFE = 600  # seconds
MOST_TRIES = 3


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


def send(request: HttpRequest, user: Any, purpose: str) -> None:
    """Mail somebody a new code; the one before is worth nothing any more.

    The words are those of ``accounts/email/<purpose>``; they go to ``address_of`` the person.
    Raises ValueError when there is no such address.
    """
    to = address_of(user)
    if not to:
        raise ValueError("This person has no proven address.")
    code = generate_user_code(length=8)
    request.session[_key(purpose)] = {
        "user": str(user.pk),
        "hash": make_password(code),
        "until": time.time() + LIFE,
        "tries": 0,
    }
    get_adapter(request).send_mail(f"accounts/email/{purpose}", to, {"code": code})


def address_of(user: Any) -> str:
    """Where codes are mailed to: a proven address, the primary one first; empty without one."""
    found = EmailAddress.objects.get_verified(user)
    return found.email if found else ""


def was_sent(request: HttpRequest, user: Any, purpose: str) -> bool:
    """Whether a code for this person and purpose is under way or waits to be entered."""
    kept = request.session.get(_key(purpose))
    return kept is not None and kept["user"] == str(user.pk)


def is_right(request: HttpRequest, user: Any, purpose: str, code: str) -> bool:
    """Whether the code fits; it is used up by success, by time and by too many tries."""
    if not was_sent(request, user, purpose):
        return False
    key = _key(purpose)
    kept = request.session[key]
    kept = {**kept, "tries": kept["tries"] + 1}
    request.session[key] = kept
    alive = kept["until"] > time.time() and kept["tries"] <= MOST_TRIES
    right = alive and check_password(code.strip().upper(), kept["hash"])
    if right or not alive:
        del request.session[key]
    return right


def _key(purpose: str) -> str:
    return f"accounts_{purpose}"
