"""A change is told to the caches before the site, by the addresses of what it touches."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.addresses import forget_site
from fanmankind import environment
from fanmankind.edge import purge_backends, purging
from fanmankind.edge.models import EVERYTHING, FRONT
from fanmankind.edge.watch import INTERVAL
from tests.factories import make_article, make_front, make_show
from tests.prepared import ROOT

PATIENCE = 20  # seconds


@pytest.fixture
def told() -> Iterator[tuple[str, Queue[str]]]:
    """A cache's address, and what it was told to forget, in order."""
    heard: Queue[str] = Queue()

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            heard.put(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Cache)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    thread.join()
    server.server_close()


def _at_work() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "purging"]


def _wait() -> None:
    """Until everything is told."""
    for thread in _at_work():
        thread.join(PATIENCE)
    assert not _at_work()


def _configure(settings: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("FRONTEND_CACHE", "http")
    monkeypatch.setenv("FRONTEND_CACHE_URL", address)
    settings.WAGTAILFRONTENDCACHE = environment.frontend_cache()


@pytest.mark.django_db
def test_publishing_tells_what_it_touches(
    told: tuple[str, Queue[str]],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    article = make_article(publish=False)
    untouched = make_article()
    forget_site()
    address, heard = told
    _configure(settings, monkeypatch, address)
    with django_capture_on_commit_callbacks(execute=True):
        article.get_latest_revision().publish()
    show = f"/{article.address.split('/')[1]}/"
    wanted = {article.address, show, f"{show}who/", "/", "/feeds/rss.xml", "/sitemap.xml"}
    found: set[str] = set()
    while not wanted <= found:
        found.add(heard.get(timeout=PATIENCE))
    assert untouched.address not in found
    _wait()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "what", ["another slug", "a show's slug", "moved", "taken down", "deleted"]
)
def test_an_address_that_is_gone_is_told_too(
    told: tuple[str, Queue[str]],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
    what: str,
) -> None:
    show, other = make_show(), make_show()
    article = make_article(show)
    forget_site()
    former, (address, heard) = article.address, told
    _configure(settings, monkeypatch, address)
    with django_capture_on_commit_callbacks(execute=True):
        if what == "another slug":
            article.slug = "elsewhere"
            article.save_revision().publish()
        elif what == "a show's slug":
            show.slug = "elsewhere"
            show.save_revision().publish()
        elif what == "moved":
            article.move(other, pos="last-child")
        elif what == "taken down":
            article.unpublish()
        else:
            article.delete()
    while heard.get(timeout=PATIENCE) != former:
        pass
    _wait()


@pytest.mark.django_db
def test_the_addresses_of_a_section() -> None:
    make_front()
    show, other = make_show(), make_show()
    article, elsewhere = make_article(show), make_article(other)
    forget_site()
    mine = purging.addresses({show.slug})
    assert {show.address, article.address, f"{show.address}catch-up/"} <= set(mine)
    assert elsewhere.address not in mine
    assert "/" in purging.addresses({FRONT})
    assert article.address not in purging.addresses({FRONT})
    assert {article.address, elsewhere.address, "/"} <= set(purging.addresses({EVERYTHING}))


def test_it_is_told_once_every_process_has_seen_the_change(
    told: tuple[str, Queue[str]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    address, heard = told
    _configure(settings, monkeypatch, address)
    assert purging.SETTLED > 2 * INTERVAL
    began = time.monotonic()
    for _ in range(3):
        purging.teller.tell(["http://localhost/one/", "http://localhost/two/?of=it"])
    assert len(_at_work()) == 1
    assert [heard.get(timeout=PATIENCE) for _ in range(2)] == ["/one/", "/two/?of=it"]
    assert time.monotonic() - began >= purging.SETTLED
    _wait()
    assert heard.empty()


def test_what_changes_while_it_is_told_is_told_again(
    told: tuple[str, Queue[str]], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    address, heard = told
    _configure(settings, monkeypatch, address)
    monkeypatch.setattr(purging, "SETTLED", 0.1)
    for _ in range(3):
        purging.teller.tell(["http://localhost/one/"])
        assert heard.get(timeout=PATIENCE) == "/one/"
    _wait()


def test_a_cache_that_never_answers_is_left(
    monkeypatch: pytest.MonkeyPatch, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(purging, "SETTLED", 0.1)
    monkeypatch.setattr(purge_backends, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        _configure(settings, monkeypatch, f"http://127.0.0.1:{silent.getsockname()[1]}")
        for number in range(30):
            purging.teller.tell([f"http://localhost/{number}/"])
            assert len(_at_work()) == 1
        _wait()
    assert "could not be told of 30 pages" in caplog.text


def test_a_slow_cache_is_told_of_what_there_is_time_for(
    told: tuple[str, Queue[str]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address, heard = told
    monkeypatch.setattr(purge_backends, "LONGEST", 0)
    backend = purge_backends.HTTPBackend({"LOCATION": address})
    backend.purge_batch(["http://localhost/one/"] * 9)
    assert "of 9" in caplog.text
    assert heard.qsize() < 9


@pytest.mark.processes
def test_a_command_that_ends_has_told_it_first(told: tuple[str, Queue[str]]) -> None:
    address, heard = told
    program = (
        "import django; django.setup(); from fanmankind.edge.purging import teller;"
        "teller.tell(['http://localhost/one/'])"
    )
    environ = {
        "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        "FRONTEND_CACHE": "http", "FRONTEND_CACHE_URL": address,
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ | environ, check=True)
    assert heard.get_nowait() == "/one/"


@pytest.mark.parametrize("missing", ["CLOUDFLARE_ZONE", "CLOUDFLARE_TOKEN"])
def test_a_setting_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setenv("FRONTEND_CACHE", "cloudflare")
    monkeypatch.setenv("CLOUDFLARE_ZONE", "z")
    monkeypatch.setenv("CLOUDFLARE_TOKEN", "t")
    assert environment.frontend_cache() is not None
    monkeypatch.delenv(missing)
    with pytest.raises(ImproperlyConfigured, match=missing):
        environment.frontend_cache()


def test_a_kind_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTEND_CACHE", "akamai")
    with pytest.raises(ImproperlyConfigured, match="cloudflare, cloudfront, http"):
        environment.frontend_cache()
    monkeypatch.delenv("FRONTEND_CACHE")
    assert environment.frontend_cache() is None
