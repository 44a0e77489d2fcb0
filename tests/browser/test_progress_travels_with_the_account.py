"""With an account progress is everywhere: merged at sign-in, on every device, sent when online."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.browser import members, readers
from tests.browser.conftest import Visit
from tests.browser.readers import S4, SHOW, expect_state
from tests.browser.visiting import Visitor


def tap(visitor: Visitor, season: int, episode: int) -> None:
    """Say on the hub how far one has watched."""
    page = visitor.go(SHOW)
    page.locator(f"[data-season-map='{season}'] button").nth(episode - 1).click()


def other_device(visit: Visit, address: str) -> Visitor:
    """The same person elsewhere."""
    visitor = members.settle(visit())
    visitor.go("/accounts/login/")
    members.sign_in(visitor, address)
    visitor.page.wait_for_url(re.compile(r"/$"))
    return visitor


def test_joining_takes_the_device_along_and_says_so(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    tap(visitor, 3, 4)
    page = visitor.go(S4)
    page.get_by_role("button", name="Remind me when I get there").click()
    members.join(visitor, desk)
    expect(page.locator(".said")).to_contain_text("For All Mankind: S3E4, 1 saved article.")
    page = visitor.go("/reading/shelf/")
    expect(page.locator(".shelf__entry")).to_contain_text("Waiting for you")
    visitor.again()
    expect(page.locator(".said")).to_have_count(0)


def test_what_is_said_here_holds_there_within_one_page(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    tap(here, 4, 10)
    readers.until_sent(here.page)
    there = other_device(visit, address)
    expect_state(there.go(S4), "open")
    tap(here, 3, 4)
    readers.until_sent(here.page)
    expect_state(there.go(S4), "veil")


def test_the_further_progress_wins_at_sign_in(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    tap(here, 2, 5)
    readers.until_sent(here.page)
    there = members.settle(visit())
    tap(there, 4, 1)
    there.go("/accounts/login/")
    members.sign_in(there, address)
    there.page.wait_for_url(re.compile(r"/$"))
    expect(there.page.locator(".said")).to_contain_text("S4E1")
    expect(here.go(SHOW).locator("[data-how-far]")).to_contain_text("You are at S4E1.")


def _refuse(route: Route) -> None:
    """Answer as for a place that there is no more, which a page itself mends while it can."""
    answer = route.fetch()
    refused = [{"show": "Short", "error": "There is no S9E9."}]
    route.fulfill(response=answer, json=answer.json() | {"refused": refused})


def test_what_the_account_refuses_is_named(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    tap(visitor, 3, 4)
    visitor.page.route("**/reading/merge/", _refuse)
    members.join(visitor, desk)
    expect(visitor.page.locator(".said")).to_contain_text(
        "Your account now knows: For All Mankind: S3E4. Short stays as it was: There is no S9E9."
    )


def test_offline_it_is_kept_and_sent_later(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    page = here.go(SHOW)
    readers.until(page, "JSON.parse(localStorage.reading).owner")
    here.watch.errors.clear()
    page.context.set_offline(True)
    page.locator("[data-season-map='2'] button").nth(2).click()
    expect(page.locator(".said")).to_contain_text("You are offline")
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S2E3.")
    page.context.set_offline(False)
    readers.until_sent(page)
    here.watch.errors.clear()
    there = other_device(visit, address)
    expect(there.go(SHOW).locator("[data-how-far]")).to_contain_text("You are at S2E3.")


def _answering(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status)


def test_what_the_account_can_not_take_now_is_told_and_sent_later(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    members.join(here, desk)
    page = here.go(SHOW)
    readers.until(page, "JSON.parse(localStorage.reading).owner")
    for status in (503, 429):
        page.route("**/reading/progress/**", _answering(status))
        page.locator("[data-season-map='2'] button").nth(status % 5).click()
        said = page.locator(".said")
        expect(said).to_contain_text("Your account can’t be reached now. Kept here;")
        expect(said.get_by_role("button", name="Undo")).to_be_visible()
        page.unroute("**/reading/progress/**")
        page.evaluate("dispatchEvent(new Event('online'))")
        readers.until_sent(page)
    page.route("**/reading/me.json", lambda route: route.fulfill(status=503))
    here.again()
    page.locator("[data-season-map='2'] button").nth(0).click()
    expect(page.locator(".said")).to_contain_text("Kept here; your account gets it later.")
    page.unroute("**/reading/me.json")
    here.again()
    readers.until_sent(page)
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S2E1.")
    here.watch.errors.clear()


def test_while_nobody_can_say_who_reads_a_reader_is_a_guest_who_is_not_forgotten(
    visit: Visit, desk: str
) -> None:
    here = members.settle(visit())
    members.join(here, desk)
    tap(here, 3, 4)
    readers.until_sent(here.page)
    page = here.page
    before = page.evaluate("localStorage.reading")
    page.clock.install()
    away = {"signed_in": False, "away": True}
    page.route("**/reading/me.json", lambda route: route.fulfill(json=away))
    page.reload()  # and no error in the console, which the visitor watches
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S3E4.")
    assert page.evaluate("localStorage.reading") == before
    assert page.evaluate("'signedIn' in document.documentElement.dataset")
    page.locator("[data-season-map='3'] button").nth(4).click()
    expect(page.locator(".said")).to_contain_text("Your account can’t be reached now.")
    page.unroute("**/reading/me.json")
    page.clock.run_for(30_000)  # it asks again by itself
    readers.until_sent(page)
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S3E5.")


def test_what_one_waited_for_is_offered_on_any_device(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    tap(here, 3, 4)
    here.go(S4).get_by_role("button", name="Remind me when I get there").click()
    readers.until_sent(here.page)
    there = other_device(visit, address)
    tap(there, 4, 10)
    expect(there.page.locator(".said").get_by_role("link")).to_have_attribute("href", S4)


def test_what_one_waited_for_is_offered_once_where_signing_in_covers_it(
    visit: Visit, desk: str
) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    tap(here, 3, 4)
    here.go(S4).get_by_role("button", name="Remind me when I get there").click()
    readers.until_sent(here.page)
    there = members.settle(visit())
    tap(there, 4, 10)
    there.go("/accounts/login/")
    members.sign_in(there, address)
    there.page.wait_for_url(re.compile(r"/$"))
    offer = there.page.get_by_role("link", name="It waited for you")
    expect(offer).to_have_attribute("href", S4)
    expect(there.page.locator(".said")).to_contain_text("S4E10")
    there.again()
    expect(there.page.locator("[data-account-face]")).to_have_text(re.compile(r"\w"))
    expect(offer).to_have_count(0)


def test_what_was_offered_before_joining_is_not_offered_again(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    tap(visitor, 3, 4)
    visitor.go(S4).get_by_role("button", name="Remind me when I get there").click()
    tap(visitor, 4, 10)
    offer = visitor.page.get_by_role("link", name="It waited for you")
    expect(offer).to_have_attribute("href", S4)
    members.join(visitor, desk)
    expect(visitor.page.locator(".said")).to_contain_text("1 saved article")
    expect(offer).to_have_count(0)


def test_what_waited_for_long_gives_way_to_what_was_said_since(visit: Visit, desk: str) -> None:
    here = members.settle(visit())
    address = members.join(here, desk)
    page = here.go(SHOW)
    readers.until(page, "JSON.parse(localStorage.reading).owner")
    page.context.set_offline(True)
    page.locator("[data-season-map='2'] button").nth(2).click()
    expect(page.locator(".said")).to_contain_text("You are offline")
    # As if an hour had passed meanwhile.
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage.reading);"
        " for (const noun in kept.times) kept.times[noun] -= 3600000;"
        " localStorage.reading = JSON.stringify(kept);"
        " dispatchEvent(new StorageEvent('storage', { key: 'reading' })); }"
    )
    there = other_device(visit, address)
    tap(there, 4, 2)
    readers.until_sent(there.page)
    here.watch.errors.clear()
    page.context.set_offline(False)
    expect(here.go(SHOW).locator("[data-how-far]")).to_contain_text("You are at S4E2.")
    readers.until_sent(page)
    here.watch.errors.clear()


def test_signing_out_leaves_nothing_of_it_on_the_device(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    tap(visitor, 3, 4)
    readers.until_sent(visitor.page)
    members.sign_out(visitor)
    page = visitor.go(S4)
    assert readers.state(page) == "open"
    assert readers.memory(page).get("progress", {}) == {}


def test_the_next_person_on_the_device_gets_nothing_of_the_last(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    tap(visitor, 3, 4)
    readers.until_sent(visitor.page)
    visitor.page.context.clear_cookies()
    members.join(visitor, desk)
    page = visitor.go(SHOW)
    expect(page.locator("[data-how-far]")).to_contain_text("How far have you watched?")


def test_following_a_show_from_its_hub(visit: Visit, desk: str) -> None:
    visitor = members.settle(visit())
    members.join(visitor, desk)
    page = visitor.go(SHOW)
    follow = page.locator("[data-follow]")
    follow.click()
    expect(follow).to_contain_text("Following")
    readers.until_sent(page)
    visitor.again()
    expect(follow).to_contain_text("Following")


def test_coming_back_to_where_one_stopped(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S4)
    page.locator(".article__body p").nth(14).evaluate("node => node.scrollIntoView()")
    readers.until(page, "Object.keys(JSON.parse(localStorage.reading ?? '{}').places ?? {}).length")
    page.goto("about:blank")
    page = visitor.go(S4)
    page.get_by_role("button", name="Go on reading").click()
    expect(page.locator(".article__body p").nth(14)).to_be_in_viewport()


def test_saving_from_an_article_for_a_guest(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S4)
    save = page.locator(".keep [data-save]")
    save.click()
    expect(save).to_contain_text("Saved")
    page = visitor.go("/reading/shelf/")
    expect(page.locator("[data-guest-shelf] a")).to_have_attribute("href", S4)
    page.get_by_role("button", name="Take off the shelf").click()
    expect(page.locator("[data-guest-empty=saved]")).to_be_visible()
