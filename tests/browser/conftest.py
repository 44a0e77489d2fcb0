"""Fixtures of the browser: one Chromium for all, and fresh visitors of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.visiting import DESKTOP, PHONE, SCHEMES, Visitor, visiting
from tests.chromium import ARGUMENTS, find_chromium
from tests.edge.newsroom import sign_in

HERE = Path(__file__).parent

# A limit against waiting for ever; how fast a page is, is not judged by these tests.
expect.set_options(timeout=20_000)

Visit = Callable[..., Visitor]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test in this folder as one that needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once. No test here touches Django's database by itself."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop stays on this thread; later tests of the same worker use the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, served: str) -> Iterator[Visit]:
    """Make visitors: ``visit(width=…, scheme=…)``; each is watched until the test ends."""
    with ExitStack() as stack:

        def make(**options: Any) -> Visitor:
            return stack.enter_context(visiting(chromium, served, **options))

        yield make


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def visitor(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    """A reader on a phone, and one at a desk."""
    return visit(width=request.param)


@pytest.fixture(params=SCHEMES)
def reader(request: pytest.FixtureRequest, visit: Visit) -> Visitor:
    """A reader on a phone who prefers light, and one who prefers dark."""
    return visit(scheme=request.param)


@pytest.fixture
def editor(visit: Visit, served: str) -> Visitor:
    """An editor, signed in to the newsroom, at a desk."""
    cookies = [pair.split("=", 1) for pair in sign_in(served).split("; ")]
    made = visit(width=DESKTOP)
    made.page.context.add_cookies(
        [{"name": name, "value": value, "url": served} for name, value in cookies]
    )
    return made
