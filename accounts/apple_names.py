"""The name that Apple tells once, at the first consent, through the browser and unsigned.

Apple posts it from its own page, where a browser sends no cookie of ours along; it waits in a
cookie of a few minutes for the next request, which belongs to the session. Nothing else of what is
posted waits anywhere: not the id_token, since the one that counts comes from Apple itself.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE = "apple-name"
AGE = 600  # seconds
LONGEST_NAME = 60  # characters
LONGEST_JSON = 4_096  # characters of the ``user`` field; Apple's has under 200


def name_from(posted: Any) -> dict[str, str]:
    """First and last name out of the ``user`` field that a browser posts; nothing else of it.

    The field is not signed, so an address in it proves nothing. What is malformed is ignored.
    """
    if not isinstance(posted, str) or len(posted) > LONGEST_JSON:
        return {}
    try:
        name = json.loads(posted)["name"]
        parts = {key: name.get(key) for key in ("firstName", "lastName")}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {key: _plain(value) for key, value in parts.items() if isinstance(value, str)}


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isprintable())[
        :LONGEST_NAME
    ].strip()


def keep(response: HttpResponse, name: dict[str, str]) -> None:
    """Have the browser bring the name along to where the sign-in is finished."""
    if not name:
        forget(response)  # one that an earlier try left is perhaps somebody else's
        return
    response.set_cookie(
        COOKIE, signing.dumps(name, salt=COOKIE), max_age=AGE, path=_place(),
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def kept(request: HttpRequest) -> dict[str, str]:
    """The name that the browser brings along, if it is whole and recent."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=AGE)
    except signing.BadSignature:
        return {}
    return {str(key): str(value) for key, value in found.items()}


def forget(response: HttpResponse) -> None:
    """Have the browser forget it."""
    response.delete_cookie(COOKIE, path=_place(), samesite="Lax")


def _place() -> str:
    return reverse("apple_finish_callback")
