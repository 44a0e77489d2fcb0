"""Whatever hangs behind the site, pages that need nobody keep coming, and others hear of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from accounts import places
from fanmankind.edge import page_locks
from fanmankind.edge.copies import Answer
from fanmankind.edge.gate import LEFT, TURNED_AWAY, Gate
from tests.edge.cached_site import CachedSite

HANGING = "/search/?q=hangs"


class Hanging:
    """A site on which some things hang until they are let go."""

    def __init__(self) -> None:
        self.site = WSGIHandler()
        self.goes_on = threading.Event()
        self.inside = threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if "hangs" in environ["QUERY_STRING"] and TURNED_AWAY not in environ:
            self.inside.release()
            assert self.goes_on.wait(20)
        elif environ["PATH_INFO"] == "/":
            start_response("200 OK", [("ETag", 'W/"1"'), ("Cache-Control", "public, no-cache")])
            return [b"the front page"]
        return self.site(environ, start_response)


@pytest.fixture
def site(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[CachedSite]:
    """A site behind its cache and its gate, with two threads for what needs somebody, both held."""
    monkeypatch.setattr(places, "WAIT", 0.5)
    settings.WEB_THREADS = LEFT + 2
    hanging = Hanging()
    site = CachedSite(tmp_path, Gate(hanging))
    site.get("/")
    with ThreadPoolExecutor(2) as stuck:
        for number in range(2):
            stuck.submit(site.get, f"{HANGING}{number}")
        for _ in range(2):
            assert hanging.inside.acquire(timeout=20)
        yield site
        hanging.goes_on.set()


def _timed(site: CachedSite, address: str, **more: Any) -> tuple[Answer, float]:
    began = time.monotonic()
    return site.get(address, **more), time.monotonic() - began


@pytest.mark.django_db
def test_a_copy_comes_and_a_page_that_is_none_is_the_designed_one(site: CachedSite) -> None:
    answer, took = _timed(site, "/search/?q=moon")
    assert (answer.code, answer.header("retry-after")) == (503, "10")
    assert b"Back in a moment" in answer.body
    assert answer.header("content-security-policy")
    assert took >= 0.5  # it might have been a moment's rush
    for address in ("/search/?q=mars", "/accounts/login/"):
        answer, took = _timed(site, address)
        assert (answer.code, took < 0.4) == (503, True)  # nobody waits in vain after that
    answer, took = _timed(site, "/")
    assert (answer.body, took < 0.4) == (b"the front page", True)


@pytest.mark.django_db
def test_who_reads_is_answered_as_a_guest(site: CachedSite) -> None:
    answer = site.get("/reading/me.json")
    assert (answer.code, answer.body) == (200, b'{"signed_in": false, "away": true}')
    assert "no-store" in answer.header("cache-control")


@pytest.mark.django_db
def test_forgot_password_keeps_what_was_typed(site: CachedSite) -> None:
    answer = site.get("/accounts/password/reset/", method="POST")
    assert b"Something went wrong" in answer.body


@pytest.mark.django_db(transaction=True)
def test_once_a_place_is_free_all_is_as_before(site: CachedSite) -> None:
    assert site.get("/search/?q=moon").code == 503
    site.site.site.goes_on.set()
    deadline = time.monotonic() + 20
    while site.get("/robots.txt").code == 503:
        assert time.monotonic() < deadline
    assert site.get("/accounts/login/").code == 200


@pytest.mark.django_db
def test_whoever_waits_for_what_another_asks_holds_a_place_as_well(site: CachedSite) -> None:
    answer, took = _timed(site, f"{HANGING}0")
    assert (answer.code, took < page_locks.PATIENCE) == (503, True)
    answer, took = _timed(site, f"{HANGING}1")
    assert (answer.code, took < 0.4) == (503, True)
