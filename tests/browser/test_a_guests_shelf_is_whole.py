"""Without an account the shelf has its lists, search, shows and orders all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.pages import scroll_through
from tests.browser.readers import S3, SHOW
from tests.browser.visiting import Visitor

SHELF = "/reading/shelf/"
FILM = "/2001-a-space-odyssey/"


@pytest.fixture
def guest(visit: Visit, served: str) -> Visitor:
    """Somebody with five entries in three lists, two shows, S1E1 watched of the one."""
    visitor = visit()
    show, film = (str(readers.guide(served, path)["show"]) for path in (SHOW, FILM))
    cards = {
        "9911": ("Gamma", show, "1.10", 3), "9912": ("Alpha", film, "1.1", 5),
        "9913": ("Beta", show, "1.1", 1), "9914": ("Half", show, "1.1", 2),
        "9915": ("Whole", film, "1.1", 4),
    }  # fmt: skip
    memory = {
        "progress": {show: readers.episode(served, 1, 1)},
        "saved": {"9911": 1, "9912": 0, "9913": 1},
        "places": {"9914": [4, 40, 0], "9915": [9, 100, 1]},
        "cards": {key: _card(*values, of_film=values[1] == film) for key, values in cards.items()},
    }
    visitor.page.add_init_script(f"localStorage.reading ??= '{json.dumps(memory)}'")
    return visitor


def _card(title: str, show: str, at: str, time: int, *, of_film: bool) -> dict[str, Any]:
    name = "2001: A Space Odyssey" if of_film else "For All Mankind"
    address = f"{FILM if of_film else SHOW}{title.lower()}/"
    return {"title": title, "address": address, "name": name, "show": show, "at": at, "time": time}


def titles(page: Page) -> list[str]:
    return page.locator("[data-guest-shelf] a").all_inner_texts()


def test_what_is_due_stands_first_and_the_rest_in_the_chosen_order(guest: Visitor) -> None:
    page = guest.go(SHELF)
    expect(page.locator("[data-guest-shelf] li").first).to_contain_text("yours to read")
    assert titles(page) == ["Beta", "Alpha", "Gamma"]
    page.get_by_label("Order").select_option("oldest")
    assert titles(page) == ["Beta", "Gamma", "Alpha"]
    page.get_by_label("Order").select_option("title")
    assert titles(page) == ["Beta", "Alpha", "Gamma"]


def test_by_show_and_by_words(guest: Visitor) -> None:
    page = guest.go(SHELF)
    page.get_by_label("Show", exact=True).select_option(label="For All Mankind")
    assert titles(page) == ["Beta", "Gamma"]
    page.get_by_label("Words in the headline").fill("gam")
    assert titles(page) == ["Gamma"]
    page.get_by_label("Words in the headline").fill("nothing such")
    expect(page.get_by_text("Nothing here fits.")).to_be_visible()


def test_its_lists_have_addresses_and_counts(guest: Visitor) -> None:
    page = guest.go(SHELF)
    lists = page.get_by_role("navigation", name="Lists").get_by_role("link")
    expect(lists).to_have_text(["Saved 3", "Continue 1", "Finished 1"])
    page.get_by_role("link", name="Continue").click()
    expect(page.locator("[data-guest-shelf] li")).to_contain_text(["40 % read"])
    expect(page.get_by_role("link", name="Continue")).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="Finished").click()
    expect(page.locator("[data-guest-shelf] a")).to_have_text(["Whole"])
    page.get_by_role("button", name="Remove: Whole").click()
    expect(page.get_by_text("Nothing is read to the end yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-guest-shelf] a")).to_have_text(["Whole"])


def test_how_far_one_is_can_be_said_there(guest: Visitor) -> None:
    page = guest.go(SHELF)
    lines = page.locator("[data-guest-places] [data-how-far]")
    expect(lines).to_have_count(2)
    film = page.locator("[data-how-far][data-name='2001: A Space Odyssey']")
    expect(film.get_by_role("button")).to_have_text(["Say so"])
    show = page.locator("[data-how-far][data-name='For All Mankind']")
    show.get_by_role("button", name="Change").click()
    show.get_by_role("combobox").select_option(label="Finished")
    row = page.locator("[data-guest-shelf] li", has_text="Gamma")
    expect(row).to_contain_text("it is yours to read")


def test_what_is_read_comes_on_it_by_itself(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S3)
    scroll_through(visitor)
    readers.until(page, "Object.keys(JSON.parse(localStorage.reading ?? '{}').cards ?? {}).length")
    visitor.go(f"{SHELF}?list=continue")
    found = page.locator("[data-guest-shelf] a")
    expect(found.or_(page.get_by_text("Nothing is half read."))).to_be_visible()
    if not found.count():
        visitor.go(f"{SHELF}?list=finished")
    expect(found).to_have_attribute("href", S3)


def test_a_headline_that_was_changed_since_is_changed_here(visit: Visit, served: str) -> None:
    found = readers.guide(served, SHOW)
    key, headline = next(iter(found["headlines"].items()))
    old = _card("What it was called once", str(found["show"]), "1.10", 1, of_film=False)
    memory = json.dumps({"saved": {key: 0}, "cards": {key: old}})
    visitor = visit()
    visitor.page.add_init_script(f"localStorage.reading ??= '{memory}'")
    page = visitor.go(SHELF)
    expect(page.locator("[data-guest-shelf] a")).to_have_text(headline)
    assert readers.memory(page)["cards"][key]["title"] == headline
