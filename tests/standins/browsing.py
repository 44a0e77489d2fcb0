"""A browser, and a small site with a strict content security policy, to meet the stand-ins with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium

Steps = Callable[[Page], None]
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Browse:
    """Runs the steps of a test in a page; nothing may go wrong on its console meanwhile."""

    thread: ThreadPoolExecutor
    browser: list[Any]

    def __call__(self, steps: Steps, *, javascript: bool = True) -> None:
        """Run them on a phone. Raises what they raise."""
        self.thread.submit(self._run, steps, javascript).result()

    def _run(self, steps: Steps, javascript: bool) -> None:
        context = self.browser[0].new_context(viewport=PHONE, java_script_enabled=javascript)
        wrong: list[str] = []
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        try:
            steps(page)
            assert [line for line in wrong if "favicon" not in line] == []
        finally:
            context.close()


@contextmanager
def browsing() -> Iterator[Browse]:
    """A browser in a thread of its own: another one may live in the thread of the tests."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()

        def launch() -> Any:
            return playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)

        browser = thread.submit(launch).result()
        try:
            yield Browse(thread, [browser])
        finally:
            thread.submit(browser.close).result()
            thread.submit(playwright.stop).result()


class Site:
    """Pages on localhost, and what was posted to them."""

    def __init__(self, standins: str) -> None:
        self.pages: dict[str, str] = {}
        self.posted: list[str] = []
        self.policy = (
            f"default-src 'none'; script-src 'self' {standins}; connect-src {standins}; "
            "style-src 'self'; form-action 'self'"
        )
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://localhost:{self.server.server_port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(site.pages.get(self.path.partition("?")[0], "<h1>Here</h1>"))

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                site.posted.append(self.rfile.read(length).decode())
                self._answer("<h1>Posted</h1>")

            def _answer(self, text: str) -> None:
                script = self.path.endswith(".js")
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript" if script else "text/html")
                self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@contextmanager
def small_site(standins: str) -> Iterator[Site]:
    """Serve it until the block ends."""
    site = Site(standins)
    threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True).start()
    yield site
    site.server.shutdown()
    site.server.server_close()
