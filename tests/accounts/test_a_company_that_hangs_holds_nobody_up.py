"""Google and Apple that take a sign-in and never answer hold a few threads, and not for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from django.test import Client

from accounts import places, social
from accounts.places import Company, NotAsked
from standins.running import Running
from tests.accounts.providers import is_in, with_apple, with_google

NOT_CONFIRMED = "did not confirm who you are"
PATIENCE = 1.5  # seconds, where the site itself has four


@pytest.fixture
def hanging(
    providers: Running, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    """Stand-ins whose token endpoints take a question and keep it."""
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = PATIENCE
    monkeypatch.setattr(places, "WAIT", 0.1)
    social._company.cache_clear()
    requests.post(
        f"{providers.url}/faults", timeout=60,
        json={"google_token": "hang", "apple_token": "hang", "hang_seconds": 20},
    )  # fmt: skip
    yield providers
    requests.post(f"{providers.url}/reset", timeout=60)
    social._company.cache_clear()


@pytest.mark.django_db
@pytest.mark.parametrize("enter", [with_google, with_apple])
def test_the_page_that_says_so_comes_in_time(hanging: Running, client: Client, enter: Any) -> None:
    began = time.monotonic()
    answer = enter(client)
    assert time.monotonic() - began < PATIENCE + 1
    assert NOT_CONFIRMED in answer.content.decode()
    assert not is_in(client)


def test_of_many_at_once_most_hear_it_at_once(hanging: Running) -> None:
    token = f"{hanging.environment['GOOGLE_STANDIN_URL']}/token"

    def ask(_: int) -> float:
        began = time.monotonic()
        session = social.SocialAdapter().get_requests_session()
        with session, pytest.raises(requests.RequestException):
            session.request("POST", token)
        return time.monotonic() - began

    with ThreadPoolExecutor(8) as crowd:
        waited = list(crowd.map(ask, range(8)))
    assert sum(seconds >= PATIENCE for seconds in waited) == social.MOST_AT_ONCE
    assert sum(seconds < 1 for seconds in waited) == 8 - social.MOST_AT_ONCE


def test_a_question_that_hangs_keeps_its_place_until_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "WAIT", 0.1)
    company, goes_on = Company("one", most=1, patience=0.2), threading.Event()
    with pytest.raises(NotAsked, match="no answer in time"):
        company.ask(lambda: goes_on.wait(20))
    with pytest.raises(NotAsked, match="too many questions at once"):
        company.ask(lambda: 1)
    goes_on.set()
    monkeypatch.setattr(places, "WAIT", 20)
    company._places._is_stuck = False
    assert company.ask(lambda: 2) == 2


def test_what_a_question_raises_comes_through() -> None:
    company = Company("one", most=1, patience=5)

    def fail() -> None:
        raise LookupError("none")

    for _ in range(3):  # the place was given back
        with pytest.raises(LookupError, match="none"):
            company.ask(fail)
