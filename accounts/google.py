"""Sign in with Google as fresh proof: asked anew, and believed only while it is new.

Google documents ``select_account`` for ``prompt``, which at least never sends anybody back unseen,
and not ``login``; ``max_age`` is OpenID Connect's own (Core 1.0, section 3.1.2.1) and ignored by
whoever does not know it. Where Google says when somebody signed in (``auth_time``), that counts.
Apple has nothing of the kind: its page asks for the password, Face ID or Touch ID each time.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

FRESH = 300  # seconds; allauth's own time for a proof, ACCOUNT_REAUTHENTICATION_TIMEOUT
ANEW = {"prompt": "select_account", "max_age": "0"}


def is_stale(claims: dict[str, Any]) -> bool:
    """Whether the provider tells that somebody signed in there longer ago than FRESH."""
    told = claims.get("auth_time")
    if told is None:
        return False
    try:
        return not time.time() - float(told) <= FRESH
    except (TypeError, ValueError):
        return True


def prepare() -> None:
    """Have allauth ask Google for a new sign-in where it is meant as proof."""
    from allauth.socialaccount.providers.google.provider import GoogleProvider
    from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
    from allauth.utils import get_request_param

    def parameters(self: Any, request: HttpRequest, action: Any) -> dict[str, Any]:
        given: dict[str, Any] = OAuth2Provider.get_auth_params_from_request(self, request, action)
        is_proof = get_request_param(request, "process") == "redirect"
        return given | (ANEW if is_proof else {})

    GoogleProvider.get_auth_params_from_request = parameters
