"""What the account could not take goes again after 30 seconds, by itself, without more words."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser import members, readers
from tests.browser.conftest import Visit
from tests.browser.readers import SHOW

WRITES = "**/reading/progress/**"
SECOND = 1000  # milliseconds


def test_every_thirty_seconds_until_it_is_taken(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    visitor.watch.expected_statuses.add(503)
    page = visitor.go(SHOW)
    readers.until_sent(page)
    page.clock.install()
    tries: list[str] = []

    def refuse(route: Route) -> None:
        tries.append(route.request.method)
        route.fulfill(status=503)

    page.route(WRITES, refuse)
    with page.expect_response(WRITES):
        page.locator("[data-season-map='2'] button").nth(2).click()
    said = page.locator(".said")
    expect(said).to_contain_text("Kept here; your account gets it later.")
    said.get_by_role("button", name="Close").click()
    for already in (1, 2):
        wait(page, 20)
        assert len(tries) == already
        with page.expect_response(WRITES):
            wait(page, 10)
    expect(said).to_be_hidden()
    page.unroute(WRITES)
    with page.expect_response(WRITES) as taken:
        wait(page, 30)
    assert taken.value.ok
    [progress] = page.request.get(f"{visitor.site}/reading/me.json").json()["progress"].values()
    assert progress[:2] == [2, 3]


def wait(page: Page, seconds: int) -> None:
    """Let so much time go by in the page, and whatever it started by then."""
    page.clock.run_for(seconds * SECOND)
    page.evaluate("fetch('/reading/me.json').then(answer => answer.text())")
