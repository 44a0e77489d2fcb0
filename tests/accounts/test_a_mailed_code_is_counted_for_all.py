"""The tries of a mailed code are counted in one place, whatever each session says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from standins.running import Running
from tests.accounts.people import PASSWORD, mails_to, make_person
from tests.accounts.providers import is_in, with_google

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
PROVE = "/accounts/confirm-email/"
NEW = "new@reader.example"


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


def _changing() -> dict[str, Any]:
    """The session of somebody who wants another address."""
    client, user = Client(), make_person()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": NEW})
    return dict(client.session.items())


def _coming_by_google() -> dict[str, Any]:
    """The session of somebody whose address Google does not vouch for."""
    client = Client()
    with_google(client, "other", sub="somebody", email=NEW, verified="yes")
    return dict(client.session.items())


@pytest.mark.parametrize("begin", [_changing, _coming_by_google])
@pytest.mark.parametrize(("wrong", "proves"), [(2, True), (3, False)])
def test_tries_to_prove_an_address_are_three_in_all(
    begin: Callable[[], dict[str, Any]], wrong: int, proves: bool, providers: Running
) -> None:
    kept = begin()
    for _ in range(wrong):
        _as_if_at_once(kept).post(PROVE, {"code": "WRONG1"})
    answer = _as_if_at_once(kept).post(PROVE, {"code": _code(NEW)})
    assert answer.status_code == 302
    assert EmailAddress.objects.filter(email=NEW, verified=True).exists() is proves


def test_a_code_that_proves_an_address_opens_one_session(providers: Running) -> None:
    kept = _coming_by_google()
    first, second = (_as_if_at_once(kept) for _ in range(2))
    first.post(PROVE, {"code": _code(NEW)})
    assert is_in(first)
    second.post(PROVE, {"code": _code(NEW)})
    assert not is_in(second)
