"""Codes that prove, by way of the mailbox, who is asking: short-lived, few tries, for one use.

A code belongs to one person, or to the address of somebody who joins, and to one purpose. What the
session keeps of it is its digest.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import generate_user_code, normalize_user_code
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from django.views.generic import FormView

    _Base = FormView[forms.Form]
else:
    _Base = object

LIFE = 600  # seconds
MOST_TRIES = 3


class CountedForAll(_Base):
    """For allauth's pages that take a code: tries and use are counted for all processes.

    They count in the session, and so only one of the tries that come at the same moment.
    """

    _action: str
    _process: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count a try before the code is looked at."""
        if self._action == "verify" and not may_try(request, self._counted_as()):
            return self._end()
        return super().post(request, *args, **kwargs)

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        """Go on with a right code when it is the first time."""
        if not may_use(self.request, self._counted_as()):
            return self._end()
        answer: HttpResponse = super()._verify_form_valid(form)  # type: ignore[misc]
        return answer

    def _counted_as(self) -> str:
        """What the tries are counted under: the wish, and so all codes that it was mailed."""
        state = self._process.state
        return f"{type(self._process).__name__} {state['email']} {state['at']}"

    def _end(self) -> HttpResponse:
        """No more tries, whatever the session says; a new code has to be asked for."""
        self._process.state["failed_attempts"] = MOST_TRIES
        return self.form_invalid(self.get_form())


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


def issue(request: HttpRequest, whose: Any, purpose: str) -> str:
    """Make a new code for a person or an address; the one before is worth nothing any more."""
    code = str(generate_user_code(length=8))
    request.session[_key(purpose)] = {
        "whose": _name(whose),
        "digest": _digest(code, purpose),
        "until": time.time() + LIFE,
        "tries": 0,
    }
    return code


def send(request: HttpRequest, user: Any, purpose: str) -> None:
    """Mail somebody a new code.

    The words are those of ``accounts/email/<purpose>``; they go to ``address_of`` the person.
    Raises ValueError when there is no such address.
    """
    to = address_of(user)
    if not to:
        raise ValueError("This person has no proven address.")
    code = issue(request, user, purpose)
    get_adapter(request).send_mail(f"accounts/email/{purpose}", to, {"code": code})


def address_of(user: Any) -> str:
    """Where codes are mailed to: a proven address, the primary one first; empty without one."""
    found = EmailAddress.objects.get_verified(user)
    return found.email if found else ""


def was_sent(request: HttpRequest, whose: Any, purpose: str) -> bool:
    """Whether a code for this person and purpose is under way or waits to be entered."""
    kept = request.session.get(_key(purpose))
    return kept is not None and kept.get("whose") == _name(whose)


def is_right(request: HttpRequest, whose: Any, purpose: str, code: str) -> bool:
    """Whether the code fits; it is used up by success, by time and by too many tries."""
    if not was_sent(request, whose, purpose):
        return False
    key = _key(purpose)
    kept = request.session[key]
    kept = {**kept, "tries": kept["tries"] + 1}
    request.session[key] = kept
    alive = kept["until"] > time.time() and kept["tries"] <= MOST_TRIES
    alive = alive and may_try(request, kept["digest"])
    right = alive and constant_time_compare(_digest(code, purpose), kept["digest"])
    if right or not alive:
        del request.session[key]
    return right and may_use(request, kept["digest"])


def may_try(request: HttpRequest, name: str) -> bool:
    """Whether one more try of the code of this name is within the limit; count it.

    What a session keeps is read and written by each request on its own, so of tries at the same
    moment it would count one. This is counted for all processes.
    """
    return _consume(request, "mailed_code", name, MOST_TRIES)


def may_use(request: HttpRequest, name: str) -> bool:
    """Whether the code of this name, found right, is used for the first time; note it."""
    return _consume(request, "mailed_code_used", name, 1)


def _consume(request: HttpRequest, action: str, name: str, most: int) -> bool:
    config = {action: f"{most}/{LIFE}s/key"}
    return bool(ratelimit.consume(request, app="accounts", action=action, key=name, config=config))


def _key(purpose: str) -> str:
    return f"accounts_{purpose}"


def _name(whose: Any) -> str:
    """A person by their number, an address as it is."""
    return str(getattr(whose, "pk", whose))


def _digest(code: str, purpose: str) -> str:
    """Keyed, so that whoever reads a stored session can't try out all codes."""
    plain = normalize_user_code(code)
    return salted_hmac(f"accounts.{purpose}", plain, algorithm="sha256").hexdigest()
