"""Half-open logins: one step of signing in is done, a code or a factor is still to come.

They end with the password that began them, as sessions do: a new password ends whatever somebody
else had under way, also where it waits for a mailed code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY as UNDER_WAY
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import url_str_to_user_pk
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from accounts.user import User

SEAL = "accounts_login_seal"


class HalfOpenLogins:
    """Seals each with what Django seals sessions with, and ends those whose seal is broken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; as to a stranger where the password has changed meanwhile."""
        if not request.path_info.startswith("/accounts/"):
            return self.get_response(request)
        session = request.session
        if SEAL in session and UNDER_WAY in session:
            seal = _seal_of(session[UNDER_WAY])
            if not constant_time_compare(seal, session[SEAL]):
                clear_login(request)
                del session[SEAL]
                messages.info(request, "The password was changed meanwhile. Please sign in again.")
        response = self.get_response(request)
        if UNDER_WAY not in session:
            session.pop(SEAL, None)
        elif SEAL not in session or not session[SEAL].startswith(_whose(session[UNDER_WAY])):
            session[SEAL] = _seal_of(session[UNDER_WAY])
        return response


def _whose(login: dict[str, Any]) -> str:
    return f"{login['user_pk'] or ''}:"


def _seal_of(login: dict[str, Any]) -> str:
    """Whose login it is and their password's mark; asks as much of the database for nobody's."""
    pk = url_str_to_user_pk(login["user_pk"]) if login["user_pk"] else 0
    user = User.objects.filter(pk=pk).first()
    return _whose(login) + (user.get_session_auth_hash() if user else "")
