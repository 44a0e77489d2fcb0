"""A change is told to the caches before the site, by the addresses of what it touches."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.addresses import forget_site
from fanmankind import environment
from fanmankind.edge import purging
from fanmankind.edge.models import EVERYTHING, FRONT
from tests.factories import make_article, make_front, make_show

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
    monkeypatch.setenv("FRONTEND_CACHE", "http")
    monkeypatch.setenv("FRONTEND_CACHE_URL", address)
    settings.WAGTAILFRONTENDCACHE = environment.frontend_cache()
    with django_capture_on_commit_callbacks(execute=True):
        article.get_latest_revision().publish()
    show = f"/{article.address.split('/')[1]}/"
    wanted = {article.address, show, f"{show}who/", "/", "/feeds/rss.xml", "/sitemap.xml"}
    found: set[str] = set()
    while not wanted <= found:
        found.add(heard.get(timeout=PATIENCE))
    assert untouched.address not in found
    for thread in threading.enumerate():
        if thread.name == "purging":
            thread.join(PATIENCE)


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
    monkeypatch.setenv("FRONTEND_CACHE", "http")
    monkeypatch.setenv("FRONTEND_CACHE_URL", address)
    settings.WAGTAILFRONTENDCACHE = environment.frontend_cache()
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
    for thread in threading.enumerate():
        if thread.name == "purging":
            thread.join(PATIENCE)


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
