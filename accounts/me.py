"""Who is signed in, for pages that know nobody.

Public pages are the same bytes for everybody. A cookie that scripts can read says only that
somebody is signed in here; a page that finds it asks ``/reading/me.json`` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HINT = "signed_in"


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
        """Answer; set, lengthen or take away the hint where the answer is not public."""
        response = self.get_response(request)
        if not request.path_info.startswith(("/accounts/", "/cms/", "/reading/")):
            return response
        signed_in = request.user.is_authenticated
        hinted = request.COOKIES.get(HINT) == "1"
        if signed_in and (not hinted or request.session.modified):
            response.set_cookie(
                HINT,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif hinted and not signed_in:
            response.delete_cookie(HINT, samesite="Lax")
        return response
