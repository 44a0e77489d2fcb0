"""A rush on a page that has no copy yet, files that are sent slowly, and a watch that goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fanmankind.edge import watch
from fanmankind.edge.gate import LEFT, TURNED_AWAY, Gate
from tests.edge.cached_site import CachedSite

PAGE = [("ETag", 'W/"1"'), ("Cache-Control", "public, no-cache")]
ROUNDS = 2


class LateGate(Gate):
    """Whoever makes a page comes here when the others have taken all places to wait for it."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        deadline = time.monotonic() + 20
        while self.places._free.acquire(blocking=False):
            self.places._free.release()
            assert time.monotonic() < deadline
        return super().__call__(environ, start_response)


class Site:
    """Counts how often its page is made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if TURNED_AWAY in environ:
            start_response("503 Service Unavailable", [])
            return [b"away"]
        self.made += 1
        start_response("200 OK", PAGE)
        return [b"the page"]


@pytest.mark.django_db
def test_whoever_makes_the_page_always_has_a_place(tmp_path: Path, settings: Any) -> None:
    settings.WEB_THREADS = 12
    inner = Site()
    site = CachedSite(tmp_path, LateGate(inner))
    site.watch.known = {"*": 1}
    site.watch.find = lambda: {"*": 1}  # type: ignore[method-assign]
    for number in range(ROUNDS):
        meeting = threading.Barrier(settings.WEB_THREADS)

        def ask(_: int, number: int = number, meeting: threading.Barrier = meeting) -> int:
            meeting.wait(20)
            return site.get(f"/show-{number}/").code

        with ThreadPoolExecutor(settings.WEB_THREADS) as crowd:
            codes = list(crowd.map(ask, range(settings.WEB_THREADS)))
        assert codes == [200] * settings.WEB_THREADS
    assert inner.made == ROUNDS


def _parts() -> Iterator[bytes]:
    yield b"one"
    yield b"two"


@pytest.fixture
def gate(settings: Any) -> Gate:
    """A gate of one place before a site that makes its body while it is sent."""
    settings.WEB_THREADS = LEFT + 1

    def site(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("503 Away" if TURNED_AWAY in environ else "200 OK", [])
        return _parts()

    return Gate(site)


def _status(gate: Gate) -> tuple[str, Any]:
    told: list[str] = []
    body = gate({}, lambda status, headers: told.append(status))
    return told[0], body


def test_a_body_that_is_still_being_sent_keeps_its_place(gate: Gate) -> None:
    status, body = _status(gate)
    assert status == "200 OK"
    assert next(iter(body)) == b"one"
    assert _status(gate)[0] == "503 Away"
    assert list(body) == [b"two"]
    body.close()
    body.close()
    assert _status(gate)[0] == "200 OK"


def test_one_that_nobody_closes_gives_it_back_too(gate: Gate) -> None:
    for _ in range(3):
        status, body = _status(gate)
        assert status == "200 OK"
        next(iter(body))
        del body


def test_one_that_was_never_begun_gives_it_back_too(gate: Gate) -> None:
    for _ in range(3):
        status, body = _status(gate)
        assert status == "200 OK"
        body.close()


class Troubled(watch.Watch):
    """Meets with these, one at each look."""

    troubles = (OSError(24, "Too many open files"), RuntimeError("unforeseen"), None, SystemExit)

    def __init__(self) -> None:
        super().__init__()
        self.waiting = list(self.troubles)

    def look(self) -> None:
        if trouble := self.waiting.pop(0):
            raise trouble


def test_the_watch_goes_on_after_whatever_went_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.01)
    watching = Troubled()
    watching.start()
    assert watching._thread
    watching._thread.join(20)
    assert watching.waiting == []
    assert "Too many open files" in caplog.text
    assert "can be read again" in caplog.text
    watching.waiting = [None, SystemExit]  # what ended all the same is begun anew
    watching.start()
    watching._thread.join(20)
    assert watching.waiting == []
