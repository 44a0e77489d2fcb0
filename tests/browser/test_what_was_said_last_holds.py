"""What a reader has just said holds in every tab, whatever arrives late, and is not lost unseen."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import members, readers
from tests.browser.conftest import Visit
from tests.browser.readers import S4, SHOW, expect_state
from tests.browser.visiting import Visitor

ME, WRITES = "**/reading/me.json", "**/reading/progress/**"
AHEAD = "Margo and Aleida"  # of the headline for who has watched season 4


def _cell(page: Page, season: int, episode: int) -> None:
    page.locator(f"[data-season-map='{season}'] button").nth(episode - 1).click()


@pytest.fixture
def ahead(visit: Visit, desk: str) -> Visitor:
    """Somebody with an account who has watched all of season 4."""
    visitor = members.settle(visit())
    members.join(visitor, desk)
    page = visitor.go(SHOW)
    _cell(page, 4, 10)
    readers.until_sent(page)
    return visitor


def test_an_answer_that_comes_late_opens_nothing(ahead: Visitor) -> None:
    page = ahead.go(SHOW)
    readers.until_sent(page)
    other = ahead.page.context.new_page()
    ahead.watch.attach(other)
    held: list[Route] = []
    other.route(ME, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    with other.expect_request(ME):
        other.goto(ahead.site + S4, wait_until="load")
    deadline = time.monotonic() + 20
    while not held:  # the route is told of it a moment after
        assert time.monotonic() < deadline
        other.evaluate("0")
    [route] = held
    answer = route.fetch()
    _cell(page, 1, 1)
    readers.until_sent(page)
    expect_state(other, "veil")
    with other.expect_response(ME):
        route.fulfill(response=answer)
    readers.until(other, "document.querySelector('[data-account]').title")
    expect_state(other, "veil")
    expect(page.locator("[data-how-far]").first).to_contain_text("You are at S1E1")
    assert AHEAD not in page.locator("main").inner_text()


def test_a_veil_that_falls_covers_an_open_card_too(ahead: Visitor) -> None:
    page = ahead.go(S4)
    page.locator("[data-who]", has_text="Dev Ayesa").first.click()
    card = page.get_by_role("dialog", name="Dev Ayesa")
    expect(card).to_contain_text("Season 4")
    other = ahead.another_tab(SHOW)
    _cell(other, 1, 1)
    expect_state(page, "veil")
    expect(card).to_be_hidden()
    assert page.locator(".who-card").inner_html() == ""


def test_signing_out_says_what_would_be_lost(ahead: Visitor) -> None:
    ahead.watch.expected_statuses.add(503)
    page = ahead.go("/accounts/logout/")
    told = page.get_by_text("has not reached your account yet")
    expect(told).to_be_hidden()
    ahead.page.context.route(WRITES, lambda route: route.fulfill(status=503))
    _cell(ahead.go(SHOW), 1, 1)
    page = ahead.go("/accounts/logout/")
    expect(told).to_be_visible()
    ahead.page.context.unroute(WRITES)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(told).to_be_hidden()


def test_another_tab_forgets_who_has_signed_out(ahead: Visitor) -> None:
    other = ahead.another_tab(SHOW)
    account = other.locator("[data-account]")
    expect(account).to_have_attribute("title", re.compile(r"@reader\.example"))
    members.sign_out(ahead)
    expect(account).to_have_attribute("title", "")
    assert "@reader.example" not in other.content()


def test_what_failed_once_is_asked_for_again(visit: Visit) -> None:
    visitor = visit()
    visitor.watch.expected_statuses.add(503)
    visitor.page.route("**/guide.json", lambda route: route.fulfill(status=503, body="busy"))
    page = visitor.go(SHOW)
    page.get_by_role("button", name="Say how far").first.click()
    expect(page.locator(".said")).to_contain_text("The episodes could not be loaded.")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_have_count(1)
    page.unroute("**/guide.json")
    again.click()
    expect(page.locator("[data-season-map='4'] button")).to_have_count(11)
    expect(again).to_have_count(0)
    page.get_by_role("button", name="Say how far").first.click()
    expect(page.get_by_role("combobox")).to_be_visible()


def test_a_film_is_seen_or_not(visit: Visit) -> None:
    page = visit().go("/2001-a-space-odyssey/")
    page.get_by_role("button", name="Not seen").first.click()
    expect(page.locator(".said")).to_contain_text("You have not seen it.")


def test_what_one_waits_for_shows_and_can_be_taken_back(visit: Visit) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(visitor.site, 1, 1))
    page = visitor.go(S4)
    remind = page.get_by_role("button", name="Remind me when I get there")
    expect(remind).to_have_attribute("aria-pressed", "false")
    remind.click()
    expect(remind).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Undo").click()
    expect(remind).to_have_attribute("aria-pressed", "false")
    remind.click()
    visitor.again()
    expect(remind).to_have_attribute("aria-pressed", "true")
    remind.click()
    expect(page.locator(".said")).to_contain_text("Taken off your shelf.")


def test_an_address_goes_along_to_the_next_form(visit: Visit) -> None:
    visitor = members.settle(visit())
    page = visitor.go("/accounts/login/")
    page.get_by_label("Email").fill("somebody@reader.example")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.get_by_label("Email")).to_have_value("somebody@reader.example")
    assert "somebody" not in page.url
    visitor.again()
    assert page.evaluate("sessionStorage.length") == 0


def test_what_was_forgotten_since_does_not_come_back_with_a_device(visit: Visit, desk: str) -> None:
    earlier, here = members.settle(visit()), members.settle(visit())
    _cell(earlier.go(SHOW), 4, 1)
    address = members.join(here, desk)
    page = here.go(SHOW)
    _cell(page, 2, 5)
    readers.until_sent(page)
    _cell(page, 3, 5)
    readers.until_sent(page)
    page.locator("[data-how-far]").first.get_by_role("button", name="Change").click()
    page.get_by_role("combobox").select_option(label="Forget what I said")
    readers.until_sent(page)
    page = earlier.go("/accounts/login/")
    members.sign_in(earlier, address)
    page.wait_for_url(re.compile(r"/$"))
    expect(earlier.go(SHOW).locator("[data-how-far]").first).not_to_contain_text("You are at")
    assert page.request.get(f"{earlier.site}/reading/me.json").json()["progress"] == {}
