"""How long somebody stays signed in: by when they signed in, and by when they were last here.

A session becomes one of the newsroom when it first enters there, and is held to the newsroom's
shorter limits from then on, counted from its beginning (docs/decisions/0008).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts.newsroom.doors import ACCESS, NEWSROOM
from accounts.tracking import note_use
from fanmankind.edge import policy

HOUR = 3600
DAY = 24 * HOUR
NOTED_EVERY = HOUR // 4  # seconds; each note is a write
BEGAN, SEEN, IS_NEWSROOM = "session_began", "session_seen", "session_newsroom"
BY_ITSELF = "/cms/editing-sessions/"  # an open editor asks here every few seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest that a session lasts unused, and in all, in seconds."""

    idle: int
    absolute: int

    def are_over(self, began: float, seen: float, now: float) -> bool:
        """Whether a session has outlived them."""
        return now - seen > self.idle or now - began > self.absolute


READER = Limits(idle=settings.SESSION_COOKIE_AGE, absolute=90 * DAY)
NEWS = Limits(idle=12 * HOUR, absolute=7 * DAY)


def now() -> float:
    """Seconds since the epoch."""
    return time.time()


def begin(sender: Any, request: HttpRequest, **_: Any) -> None:
    """Somebody has just signed in, perhaps once more in the same session."""
    request.session[BEGAN] = request.session[SEEN] = now()
    request.session.pop(IS_NEWSROOM, None)


class SessionLimits:
    """Signs out whose session has lasted too long, before anything private is shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; to somebody signed out as to a stranger. Public pages know nobody anyway."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not policy.is_public(request) and request.user.is_authenticated:
            self._hold(request)
        return self.get_response(request)

    @staticmethod
    def _hold(request: HttpRequest) -> None:
        session, moment = request.session, now()
        began, seen = session.get(BEGAN, moment), session.get(SEEN, moment)
        newsroom = bool(session.get(IS_NEWSROOM)) or _enters_newsroom(request)
        limits = NEWS if newsroom else READER
        if limits.are_over(began, seen, moment):
            logout(request)
            messages.info(request, "You were signed out after a while. Please sign in again.")
            return
        if newsroom and not session.get(IS_NEWSROOM):
            session[IS_NEWSROOM] = True
        if BEGAN not in session:  # one from before there were limits
            session[BEGAN] = session[SEEN] = moment
        elif moment - seen > NOTED_EVERY and not request.path_info.startswith(BY_ITSELF):
            session[SEEN] = moment
            note_use(request)


def _enters_newsroom(request: HttpRequest) -> bool:
    return request.path_info.startswith(NEWSROOM) and bool(request.user.has_perm(ACCESS))
