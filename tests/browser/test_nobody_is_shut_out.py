"""Accessibility: axe finds nothing, on any page, in light and dark, on a phone and at a desk."""

from collections.abc import Sequence
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit
from tests.browser.pages import FILMED_ARTICLE, KINDS, PASSAGE_TEXT, VEILED_ARTICLE, open_kind
from tests.browser.visiting import DESKTOP, PHONE, SCHEMES, Visitor
from tests.edge.error_pages import error_pages

RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "iframes": False,  # the video's page is another house's; axe's message to it is a complaint
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
VIDEO_HOST = "www.youtube-nocookie.com"


BOTH = (PHONE, DESKTOP)
RUN = "options => axe.run(document, options).then(results => results.violations)"


def violations(page: Page, widths: Sequence[int] = BOTH) -> list[str]:
    """What axe finds on the page that is open, in light and dark, at these widths."""
    before, found = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {fault}" for fault in found_by_axe(page)]
    if before:
        page.set_viewport_size(before)
    return found


def found_by_axe(page: Page) -> list[str]:
    """What axe finds on the page as it is shown now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule['id']} at {node['target']}: {node['failureSummary']}"
        for rule in page.evaluate(RUN, RULES)
        for node in rule["nodes"]
    ]


def shown(visitor: Visitor, status: int, html: bytes) -> Page:
    """A page that the site has answered elsewhere, shown with the site's own files."""

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html", body=html)

    visitor.page.route(f"{visitor.site}/shown/", answer)
    return visitor.go("/shown/")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    visitor = visit()
    open_kind(visitor, path)
    assert violations(visitor.page) == []


def test_axe_finds_nothing_on_the_pages_that_say_what_went_wrong(visit: Visit) -> None:
    visitor = visit()
    found = {}
    for what, (status, html) in error_pages(visitor.site).items():
        visitor.watch.expected_statuses.add(status)
        found[what] = violations(shown(visitor, status, html), (PHONE,))  # the 404 is seen at both
    assert {what: wrong for what, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_the_style_guide(editor: Visitor) -> None:
    assert violations(editor.go("/styleguide/")) == []


def test_axe_finds_nothing_after_the_veil_is_lifted(visit: Visit) -> None:
    page = visit().go(VEILED_ARTICLE)
    page.get_by_role("button", name="Show this passage").click()
    page.locator(PASSAGE_TEXT).wait_for()
    assert violations(page) == []


def test_axe_finds_nothing_after_play_is_pressed(visit: Visit) -> None:
    visitor = visit()
    visitor.watch.expected_hosts.add(VIDEO_HOST)
    page = visitor.page
    stand_in = '<!doctype html><html lang="en"><title>A video</title><main><h1>A video</h1></main>'
    page.route(
        f"https://{VIDEO_HOST}/**",
        lambda route: route.fulfill(content_type="text/html", body=stand_in),
    )
    visitor.go(FILMED_ARTICLE)
    page.locator(".video__play").first.click()
    page.frame_locator("iframe").locator("h1").wait_for()
    assert violations(page) == []


def test_axe_notices_a_mistake(visit: Visit) -> None:
    page = visit().go("/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert any("image-alt" in violation for violation in violations(page))
