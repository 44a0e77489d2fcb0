"""On a new device the text waits for the private answer: no frame shows it, however slow it is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser import members, readers
from tests.browser.conftest import Visit
from tests.browser.readers import S4, expect_state

RUNS = 20
FRAMES = """
window.frames_seen = { all: 0, shown: 0 };
const look = () => {
  const text = document.querySelector("[data-shielded]");
  if (text) {
    frames_seen.all += 1;
    if (text.checkVisibility()) frames_seen.shown += 1;
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": -1}


# What the shield has decided, one after the other.
STATES = """
globalThis.states_seen = [];
new MutationObserver(() => {
  const now = document.documentElement.dataset.shield;
  if (now && now !== states_seen.at(-1)) states_seen.push(now);
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-shield"] });
"""


def slow_down(page: Page) -> None:
    """A processor of a sixth of the speed, and 400 ms to every answer."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)


def test_twenty_times_on_a_slow_device(visit: Visit, desk: str, served: str) -> None:
    first = members.settle(visit())
    members.join(first, desk)
    page = first.go(readers.SHOW)
    page.locator("[data-season-map='3'] button").nth(3).click()
    readers.until_sent(page)
    cookies: Any = page.context.cookies()
    for _ in range(RUNS):
        visitor = members.settle(visit())
        visitor.page.context.add_cookies(cookies)
        visitor.page.context.route("**/media/**", _leave_out)
        visitor.watch.errors = []
        visitor.page.add_init_script(FRAMES)
        slow_down(visitor.page)
        visitor.page.goto(served + S4, wait_until="commit")
        expect_state(visitor.page, "veil")
        seen = visitor.page.evaluate("frames_seen")
        assert seen["all"] > 0
        assert seen["shown"] == 0
        visitor.watch.errors = []
        visitor.page.close()


def _leave_out(route: Route) -> None:
    route.fulfill(status=200, content_type="image/svg+xml", body="<svg/>")


def test_an_answer_that_never_comes_leaves_the_choice(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    page = visitor.page
    page.evaluate("localStorage.removeItem('reading')")
    page.context.route("**/reading/me.json", lambda route: None)
    page.add_init_script(STATES)
    page.goto(visitor.site + S4, wait_until="commit")
    expect_state(page, "ask")
    assert page.evaluate("states_seen") == ["wait", "ask"]
    expect(page.locator("[data-shielded]")).to_be_hidden()
    page.get_by_role("button", name="Show it anyway").click()
    expect(page.locator("[data-shielded]")).to_be_visible()


def test_a_known_reader_waits_for_nothing(visit: Visit, desk: str, served: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    page = visitor.go(readers.SHOW)
    page.locator("[data-season-map='4'] button").nth(9).click()
    page.context.route("**/reading/me.json", lambda route: None)
    page.goto(served + S4)
    expect_state(page, "open")
