"""The tries of a code that signs in are counted in one place, whatever each session says."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.accounts.people import mails_to, make_person
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


def _as_if_at_once(kept: dict[str, Any]) -> Client:
    """Another request that read the session before the ones until now wrote to it."""
    session = SessionStore()
    session.update(kept)
    session.save()
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return other


def _asked(email: str) -> dict[str, Any]:
    client = Client()
    client.post(ASK, {"email": email})
    return dict(client.session.items())


def _code(email: str) -> str:
    return mails_to(email)[-1].subject.split()[0]


def test_tries_made_at_once_are_three_in_all() -> None:
    user = make_person()
    kept = _asked(user.email)
    for _ in range(3):
        assert _as_if_at_once(kept).post(CONFIRM, {"code": "WRONG1"}).status_code == 200
    last = _as_if_at_once(kept)
    assert last.post(CONFIRM, {"code": _code(user.email)})["Location"] == ASK
    assert not is_in(last)


def test_the_third_try_is_still_one() -> None:
    user = make_person()
    kept = _asked(user.email)
    for _ in range(2):
        _as_if_at_once(kept).post(CONFIRM, {"code": "WRONG1"})
    last = _as_if_at_once(kept)
    last.post(CONFIRM, {"code": _code(user.email)})
    assert is_in(last)


def test_a_right_one_is_used_once() -> None:
    user = make_person()
    kept = _asked(user.email)
    first, second = (_as_if_at_once(kept) for _ in range(2))
    first.post(CONFIRM, {"code": _code(user.email)})
    assert is_in(first)
    assert second.post(CONFIRM, {"code": _code(user.email)})["Location"] == ASK
    assert not is_in(second)


def test_an_unknown_address_is_told_the_same() -> None:
    told = []
    for email in (make_person().email, "nobody@reader.example"):
        kept = _asked(email)
        for _ in range(3):
            _as_if_at_once(kept).post(CONFIRM, {"code": "WRONG1"})
        answer = _as_if_at_once(kept).post(CONFIRM, {"code": "WRONG1"})
        told.append((answer.status_code, answer["Location"]))
    assert told == [(302, ASK)] * 2
