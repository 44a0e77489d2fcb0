"""What a device knows outlives a sign-in elsewhere, a lost session and a failed merge."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser import members, readers
from tests.browser.conftest import Visit
from tests.browser.readers import S4, SHOW, expect_state, memory, remember
from tests.browser.visiting import Visitor


def lose_the_session(visitor: Visitor) -> None:
    """As when it has run out: the hint stays behind."""
    names = {cookie["name"] for cookie in visitor.page.context.cookies()}
    for name in names - {"signed_in"}:
        visitor.page.context.clear_cookies(name=name)


def at(visitor: Visitor) -> list[int]:
    """How far this device says its reader is: season and episode."""
    [said] = memory(visitor.page)["progress"].values()
    return list(said[:2])


def test_a_tab_opened_before_signing_in_keeps_its_veil(
    visit: Visit, desk: str, served: str
) -> None:
    visitor = members.settle(visit())
    remember(visitor, readers.episode(served, 3, 4))
    early = visitor.go(S4)
    visitor.page = early.context.new_page()
    members.join(visitor, desk)
    readers.until(visitor.page, "JSON.parse(localStorage.reading).owner")
    expect(early.locator("html[data-signed-in]")).to_have_count(1)
    expect_state(early, "veil")
    assert at(visitor) == [3, 4]
    early.get_by_role("button", name="I have watched this").click()
    readers.until_sent(early)
    assert at(visitor) == [4, 10]


def test_a_page_brought_back_after_signing_in_keeps_its_veil(
    visit: Visit, desk: str, served: str
) -> None:
    visitor = members.settle(visit())
    remember(visitor, readers.episode(served, 3, 4))
    visitor.go(S4)
    members.join(visitor, desk)
    readers.until(visitor.page, "JSON.parse(localStorage.reading).owner")
    page = visitor.go(S4)
    expect_state(page, "veil")
    assert at(visitor) == [3, 4]


def test_a_session_that_ran_out_opens_nothing_and_loses_nothing(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    address = members.join(visitor, desk)
    page = visitor.go(SHOW)
    page.locator("[data-season-map='3'] button").nth(3).click()
    readers.until_sent(page)
    lose_the_session(visitor)
    page = visitor.go(S4)
    expect(page.locator("html[data-signed-in]")).to_have_count(0)
    expect_state(page, "veil")
    page.get_by_role("button", name="I have watched this").click()
    assert at(visitor) == [4, 10]
    expect(page.locator(".said")).to_contain_text("Your session has run out. Kept here;")
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    visitor.page.wait_for_url(visitor.site + "/")
    readers.until_sent(visitor.page)
    assert at(visitor) == [4, 10]
    there = members.settle(visit())
    there.go("/accounts/login/")
    members.sign_in(there, address)
    there.page.wait_for_url(visitor.site + "/")
    expect_state(there.go(S4), "open")


def _never(route: Route) -> None:
    route.abort()


def test_what_one_has_watched_opens_nothing_for_the_next(visit: Visit, desk: str) -> None:
    elsewhere = members.settle(visit())
    address = members.join(elsewhere, desk)
    elsewhere.go(SHOW).locator("[data-season-map='3'] button").nth(3).click()
    readers.until_sent(elsewhere.page)
    shared = members.settle(visit())
    members.join(shared, desk)
    shared.go(SHOW).locator("[data-season-map='4'] button").nth(9).click()
    readers.until_sent(shared.page)
    lose_the_session(shared)
    shared.go("/accounts/login/")
    shared.page.context.route("**/reading/me.json", _never)
    members.sign_in(shared, address)
    shared.page.wait_for_url(shared.site + "/")
    expect_state(shared.go(S4), "ask")  # it was unknown, and stays so without the answer
    shared.page.context.unroute("**/reading/me.json", _never)
    shared.watch.errors.clear()
    expect_state(shared.go(S4), "veil")
    assert at(shared) == [3, 4]


def test_a_merge_that_fails_is_tried_again_by_the_next_page(
    visit: Visit, desk: str, served: str
) -> None:
    visitor = members.settle(visit())
    visitor.watch.expected_statuses.add(503)
    remember(visitor, readers.episode(served, 3, 4))

    def fail(route: Route) -> None:
        route.fulfill(status=503)

    visitor.page.context.route("**/reading/merge/", fail)
    members.join(visitor, desk)
    page = visitor.go(S4)
    expect_state(page, "veil")
    assert memory(page).get("owner", "") == ""
    page.context.unroute("**/reading/merge/", fail)
    page = visitor.go(S4)
    readers.until(page, "JSON.parse(localStorage.reading).owner")
    assert at(visitor) == [3, 4]


def test_a_token_that_was_renewed_elsewhere_loses_no_write(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    visitor.watch.expected_statuses.add(403)
    members.join(visitor, desk)
    page = visitor.go(SHOW)
    readers.until(page, "JSON.parse(localStorage.reading).owner")
    page.context.clear_cookies(name="csrftoken")
    page.locator("[data-season-map='2'] button").nth(2).click()
    readers.until_sent(page)
    page.evaluate("localStorage.removeItem('reading')")
    expect(visitor.go(SHOW).locator("[data-how-far]")).to_contain_text("You are at S2E3.")


def test_where_scripts_never_arrive_there_is_a_choice(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    page = visitor.page
    page.evaluate("localStorage.removeItem('reading')")
    page.context.route("**/js/site.*", lambda route: route.abort())
    page.goto(visitor.site + S4, wait_until="commit")
    expect_state(page, "ask")
    page.get_by_role("button", name="Show it anyway").click()
    expect(page.locator("[data-shielded]")).to_be_visible()
    visitor.watch.errors.clear()
