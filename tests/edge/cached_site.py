"""The page cache before the site, within a test: asked as a server asks, one request at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from accounts.places import Places
from fanmankind.edge.copies import Answer
from fanmankind.edge.copy_files import Files
from fanmankind.edge.gate import Gate
from fanmankind.edge.models import editions
from fanmankind.edge.page_cache import Moment, PageCache
from fanmankind.edge.rendering import render
from fanmankind.edge.watch import Watch

ROOM = 4 * 1024 * 1024  # bytes


class Looking(Watch):
    """Looks whenever it is asked: in a test, the thread of its own would not see the rows."""

    blind = False
    _known: dict[str, int]

    def start(self) -> None:
        """Nothing to begin."""

    @property
    def known(self) -> dict[str, int]:
        """What is found now; the same object as long as it is the same."""
        if (found := self.find()) != self._known:
            self._known = found
        return self._known

    @known.setter
    def known(self, found: dict[str, int]) -> None:
        self._known = found

    def find(self) -> dict[str, int]:
        """As the database has it, unless it is gone."""
        return self._known if self.blind else editions()

    @property
    def is_blind(self) -> bool:
        """What the test says."""
        return self.blind


@contextmanager
def keeping_the_connection() -> Iterator[None]:
    """A request would close a connection in a transaction, which is the test's (see Client)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class CachedSite:
    """The site behind its cache; ``asked`` are the requests that came through."""

    def __init__(self, folder: Path, site: Any = None, room: int = ROOM) -> None:
        self.asked: list[dict[str, Any]] = []
        self.site: Any = site or WSGIHandler()
        self.watch = Looking()
        self.files = Files(folder, "release")
        places = self.site.places if isinstance(self.site, Gate) else Places(12)
        self.cache = PageCache(self._pass_on, self.files, self.watch, room, places)

    def _pass_on(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        self.asked.append(environ)
        return self.site(environ, start_response)

    def get(
        self, address: str = "/", *, method: str = "GET", through_cache: bool = True, **headers: str
    ) -> Answer:
        """Ask; headers as in ``HTTP_COOKIE="..."``."""
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000", "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        } | headers  # fmt: skip
        with keeping_the_connection():
            return render(self.cache if through_cache else self.site, environ)

    def a_moment_later(self) -> CachedSite:
        """The second is over for which the same is given again; the site."""
        self.cache._moment = Moment({}, 0, {})
        return self

    def fresh(self, address: str) -> bytes:
        """What the site answers without the cache."""
        return self.get(address, through_cache=False).body
