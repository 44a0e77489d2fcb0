"""Who is signed in, for pages that know nobody.

Public pages are the same bytes for everybody. A cookie that scripts can read says only that
somebody is signed in here, and by a name that says nothing whether it is the one whom the device
remembers; a page that finds it asks ``/reading/me.json`` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

HINT = "signed_in"
HERE, RUN_OUT = "1", "0"  # the hint's values; after signing out there is none


def key_of(user: Any) -> str:
    """A name for an account that says nothing, by which a device tells two of them apart."""
    return _key_of(user.pk, settings.SECRET_KEY)


@lru_cache(maxsize=4096)  # each private answer says it twice
def _key_of(number: int, secret: str) -> str:
    return salted_hmac("reading.me", str(number), secret, algorithm="sha256").hexdigest()[:16]


def person(request: HttpRequest) -> dict[str, Any]:
    """The signed-in person's name and portrait; ``{"signed_in": False}`` for anybody else."""
    user = request.user
    if not user.is_authenticated:
        return {"signed_in": False}
    portrait = user.portrait.url if user.portrait else ""
    return {"signed_in": True, "name": str(user), "portrait": portrait}


class SignedInHint:
    """Keeps the hint cookie in step with the session, on private answers alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; set, lengthen or take away the hint where the answer is not public.

        A session that ran out is told from signing out: what a device keeps of its reader stays
        for them to come back to, and goes once they have signed out.
        """
        if not request.path_info.startswith(("/accounts/", "/cms/", "/reading/")):
            return self.get_response(request)
        hint = request.COOKIES.get(HINT, "")
        was_hinted = hint.partition(".")[0] == HERE
        was_in = was_hinted and request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            wanted = f"{HERE}.{key_of(request.user)}"
            if hint != wanted or request.session.modified:
                self._set(response, wanted)
        elif was_in:
            response.delete_cookie(HINT, samesite="Lax")
        elif was_hinted:
            self._set(response, RUN_OUT)
        return response

    def _set(self, response: HttpResponse, value: str) -> None:
        response.set_cookie(
            HINT,
            value,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
