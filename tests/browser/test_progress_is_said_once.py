"""How far one has watched is said once, anywhere; the page asks once, and takes it back at once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.readers import S3, S4, SHOW
from tests.browser.visiting import Visitor

FILM = "/2001-a-space-odyssey/"


def said(visitor: Visitor) -> list[int] | None:
    """What the device keeps of the one show."""
    found = list(readers.memory(visitor.page).get("progress", {}).values())
    return found[0] if found else None


def test_the_season_map_fills_up_to_the_episode_that_is_tapped(visitor: Visitor) -> None:
    page = visitor.go(SHOW)
    page.get_by_role("button", name="Season 2, watched up to episode 3").click()
    assert said(visitor)[:2] == [2, 3]
    pressed = page.locator("[data-season-map] [aria-pressed=true]", has_text=re.compile(r"\d"))
    expect(pressed).to_have_count(13)
    page.get_by_role("button", name="Season 1, watched up to episode 1,").click()
    expect(pressed).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(pressed).to_have_count(13)


def test_a_second_tap_takes_the_last_one_back(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(SHOW)
    for _ in range(2):
        page.get_by_role("button", name="Season 2, watched up to episode 1,").click()
    assert said(visitor)[:2] == [1, 10]


def test_the_line_asks_once_and_never_again(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(SHOW)
    expect(page.locator("[data-how-far]")).to_contain_text("How far have you watched?")
    page.get_by_role("button", name="Not now").click()
    for path in (SHOW, S4):
        line = visitor.go(path).locator("[data-how-far]")
        expect(line.get_by_role("button", name="Say how far")).to_be_visible()
        expect(line).not_to_contain_text("How far have you watched?")


def test_any_episode_can_be_chosen_with_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.go(S4)
    page.locator("[data-how-far]").get_by_role("button", name="Say how far").press("Enter")
    choice = page.get_by_label("The last episode that you have watched")
    expect(choice).to_be_focused()
    choice.select_option(label="S3E10 Stranger in a Strange Land")
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S3E10.")
    expect(page.locator("[data-how-far] button")).to_be_focused()
    assert readers.state(page) == "veil"


def test_spoil_me_and_forgetting_it(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(SHOW)
    line = page.locator("[data-how-far]")
    line.get_by_role("button", name="Spoil me").click()
    expect(line).to_contain_text("Spoilers are fine with you here.")
    line.get_by_role("button", name="Change").click()
    line.get_by_role("combobox").select_option(label="Forget what I said")
    expect(line.get_by_role("button", name="Say how far")).to_be_visible()
    assert said(visitor) is None


def test_a_film(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(FILM)
    line = page.locator("[data-how-far]")
    line.get_by_role("button", name="Say so").click()
    line.get_by_role("combobox").select_option(label="Seen")
    expect(line).to_contain_text("You have seen it.")


def test_cards_speak_plainly_of_what_was_watched(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 10))
    page = visitor.go("/")
    cards = page.locator(f"[data-article]:has(a[href='{S3}'])")
    expect(cards.first.locator("[data-headline]")).not_to_have_text("For All Mankind Season 3")
    expect(cards.first).to_contain_text("You have watched this")
    lead = page.locator(f".lead:has(a[href='{S4}'])")
    expect(lead.locator("[data-headline]")).to_contain_text("what Mars is for")
    expect(lead).to_contain_text("You are at S3E10.")


def test_the_lead_speaks_plainly_too_and_keeps_its_picture(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 4, 10))
    lead = visitor.go("/").locator(f".lead:has(a[href='{S4}'])")
    expect(lead.locator("[data-headline]")).not_to_contain_text("what Mars is for")
    expect(lead).to_contain_text("You have watched this")
    expect(lead.locator(".lead__picture img")).to_be_visible()


def test_the_safe_form_returns_when_one_takes_it_back(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 10))
    page = visitor.go("/")
    card = page.locator(f".card:has(a[href='{S3}'])").first
    expect(card).to_contain_text("You have watched this")
    other = visitor.another_tab(SHOW)
    other.get_by_role("button", name="Season 1, watched up to episode 1,").click()
    expect(card.locator("[data-headline]")).to_contain_text("three ships, one Mars")
    expect(card).to_contain_text("You are at S1E1.")


def test_forms_are_fetched_only_once_progress_covers_them(visit: Visit, served: str) -> None:
    visitor = visit()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    readers.remember(visitor, readers.episode(served, 3, 9))
    visitor.go("/")
    assert not [url for url in asked if "/seasons/" in url]


def test_catching_up_goes_to_where_one_is(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 2, 10))
    page = visitor.page
    page.goto(f"{served}{SHOW}catch-up/")
    page.wait_for_url(re.compile(r"through=s2e10$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Before Season 3: what to remember")
    page.goto(f"{served}{SHOW}who/")
    page.wait_for_url(re.compile(r"who/\?through=s2e10$"))


def test_the_front_page_asks_one_line_and_never_again(visit: Visit) -> None:
    page = visit().go("/")
    line = page.locator("[data-how-far]")
    expect(line).to_contain_text("For All Mankind: How far have you watched?")
    line.get_by_role("button", name="Not now").click()
    page.reload()
    expect(line).not_to_contain_text("How far have you watched?")
    expect(line.get_by_role("button", name="Say how far")).to_be_visible()


def test_a_season_on_the_hub_tells_its_ending_to_whoever_watched_it(
    visit: Visit, served: str
) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 10))
    page = visitor.go(SHOW)
    expect(page.locator(f".season__ending a[href='{S3}']")).not_to_contain_text("three ships")
    expect(page.locator(f".season__ending a[href='{S4}']")).to_contain_text("what Mars is for")
