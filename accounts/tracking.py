"""Noting where a session is used: at once on private pages, now and then while reading."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.middleware import UserSessionsMiddleware
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class SessionTracking(UserSessionsMiddleware):
    """allauth's, without the queries that it would add to every public page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.plain = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; note the session's use where the page is somebody's own."""
        private = request.path_info.startswith(("/accounts/", "/cms/"))
        answer: HttpResponse = super().__call__(request) if private else self.plain(request)
        return answer


def note_use(request: HttpRequest) -> None:
    """Let the list of sessions say that this one is in use, say by somebody who only reads."""
    key = request.session.session_key
    UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())
