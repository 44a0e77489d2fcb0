"""Visiting the served site in a real browser, with an eye on what should never happen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PHONE, DESKTOP, NARROWEST = 390, 1440, 320  # CSS pixels
READY = """
async () => {
  const modules = {
    "[data-shield-panel]": "veil",
    "[data-how-far]": "how-far", "[data-season-map]": "season-map", "[data-ring]": "cards",
    "[data-save]": "keep",
  };
  const wanted = Object.keys(modules).filter(has => document.querySelector(has));
  const files = () => wanted.map(has => performance.getEntriesByType("resource")
    .find(entry => entry.name.includes(`/js/${modules[has]}.`)));
  const late = performance.now() + 15000;
  while (files().some(file => !file)) {
    if (performance.now() > late) throw new Error(`scripts never came: ${wanted}`);
    await new Promise(requestAnimationFrame);
  }
  await Promise.all(files().map(file => import(file.name)));
}
"""
HEIGHTS = {PHONE: 844, DESKTOP: 900, NARROWEST: 640}
SCHEMES = ("light", "dark")


@dataclass
class Watch:
    """What went wrong on a page: errors on the console or in scripts, calls to other hosts."""

    site: str
    expected_statuses: set[int] = field(default_factory=set)
    expected_hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Begin to watch a page."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        from_elsewhere = urlsplit(message.location["url"]).hostname in self.expected_hosts
        expected = any(f"status of {status}" in message.text for status in self.expected_statuses)
        if message.type in {"error", "warning"} and not (from_elsewhere or expected):
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"data", "blob", "about"}:
            return
        if parts.netloc != urlsplit(self.site).netloc and parts.hostname not in self.expected_hosts:
            self.foreign.append(request.url)

    def complaints(self) -> list[str]:
        """Everything that should not have happened."""
        return self.errors + [f"a request to {url}" for url in self.foreign]


@dataclass
class Visitor:
    """Somebody with a screen of a width and a preference; ``watch`` looks over the shoulder."""

    site: str
    page: Page
    watch: Watch
    runs_scripts: bool = True

    def go(self, path: str) -> Page:
        """Open a path of the site, and wait until it and its scripts are there."""
        return self._open(self.page, path)

    def again(self) -> Page:
        """Load the page anew, and wait as ``go`` does."""
        self.page.reload(wait_until="load")
        return self._settled(self.page)

    def another_tab(self, path: str) -> Page:
        """Open a path in a second tab of the same reader, and wait as ``go`` does."""
        page = self.page.context.new_page()
        self.watch.attach(page)
        return self._open(page, path)

    def _open(self, page: Page, path: str) -> Page:
        page.goto(self.site + path, wait_until="load")
        return self._settled(page)

    def _settled(self, page: Page) -> Page:
        # A press on what has no script yet would be lost.
        if self.runs_scripts:
            page.evaluate(READY)
        return page


@contextmanager
def visiting(
    browser: Browser, site: str, *, width: int = PHONE, scheme: str = "light", **options: Any
) -> Iterator[Visitor]:
    """A fresh visitor with nothing remembered. Fails at the end on whatever went wrong."""
    settings: dict[str, Any] = {
        "viewport": {"width": width, "height": HEIGHTS.get(width, 800)},
        "color_scheme": scheme,
        "reduced_motion": "reduce",
        "locale": "en-US",
    }
    context = browser.new_context(**(settings | options))
    try:
        page = context.new_page()
        watch = Watch(site)
        watch.attach(page)
        yield Visitor(site, page, watch, runs_scripts=options.get("java_script_enabled", True))
        complaints = watch.complaints()
        assert not complaints, complaints
    finally:
        context.close()
