"""The question is asked once on the whole site; nothing is taken from under a reader's hands."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.readers import S3, S4, SHOW

FILM = "/2001-a-space-odyssey/"
QUESTION = re.compile("How far have you watched|Have you seen it")
# What another tab's write comes to in this one.
WRITE = """
([kind, id, value]) => {
  const memory = JSON.parse(localStorage.reading ?? '{}');
  memory[kind] = { ...memory[kind], [id]: value };
  localStorage.reading = JSON.stringify(memory);
  dispatchEvent(new StorageEvent('storage', { key: 'reading' }));
}
"""


def asked_on(page: Page) -> bool:
    line = page.locator("[data-how-far]").first
    expect(line.get_by_role("button").first).to_be_visible()
    return bool(QUESTION.search(line.inner_text()))


def test_not_now_holds_for_every_show(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S4)
    assert asked_on(page)
    page.locator("[data-how-far]").get_by_role("button", name="Not now").click()
    expect(page.locator("[data-how-far] button")).to_be_focused()
    assert not any(asked_on(visitor.go(path)) for path in ("/", SHOW, S3, FILM))


def test_looking_and_leaving_it_counts_as_asked(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(S4)
    page.locator("[data-how-far]").get_by_role("button", name="Say how far").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("[data-how-far] button")).to_be_focused()
    assert not any(asked_on(visitor.go(path)) for path in (S4, FILM))


def test_an_open_choice_stays_open_whatever_else_is_written(visit: Visit) -> None:
    page = visit().go(S4)
    page.locator("[data-how-far]").get_by_role("button", name="Say how far").click()
    choice = page.get_by_label("The last episode that you have watched")
    expect(choice).to_be_focused()
    page.evaluate(WRITE, ["places", "1", [1, 2, 0]])
    page.evaluate(WRITE, ["asked", "all", 2])
    expect(choice).to_be_focused()
    choice.select_option(label="S3E10 Stranger in a Strange Land")
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S3E10.")


def test_a_focused_button_keeps_its_focus_when_nothing_changed_here(visit: Visit) -> None:
    page = visit().go(S4)
    button = page.locator("[data-how-far]").get_by_role("button", name="Say how far")
    button.focus()
    page.evaluate(WRITE, ["places", "1", [1, 2, 0]])
    expect(button).to_be_focused()


def test_what_another_tab_said_is_shown(visit: Visit, served: str) -> None:
    page = visit().go(S4)
    show = str(readers.guide(served)["show"])
    page.evaluate(WRITE, ["progress", show, readers.episode(served, 2, 3)])
    expect(page.locator("[data-how-far]")).to_contain_text("You are at S2E3.")


def test_finished_is_the_last_listed_episode(visit: Visit, served: str) -> None:
    page = visit().go(SHOW)
    line = page.locator("[data-how-far]")
    line.get_by_role("button", name="Say how far").click()
    line.get_by_role("combobox").select_option(label="Finished")
    last = [season for season in readers.guide(served)["seasons"] if season["episodes"]][-1]
    expect(line).to_contain_text(f"You are at S{last['number']}E{last['episodes'][-1][0]}.")


def test_a_whole_season_is_one_tap_and_a_second_takes_it_back(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(SHOW)
    line = page.locator("[data-how-far]")
    whole = page.get_by_role("button", name="Season 2, all of it")
    whole.click()
    expect(line).to_contain_text("You are at S2E10.")
    expect(whole).to_have_attribute("aria-pressed", "true")
    whole.click()
    expect(line).to_contain_text("You are at S1E10.")
    expect(whole).to_have_attribute("aria-pressed", "false")


def test_what_waited_is_offered_the_moment_one_is_there(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 1, 1))
    page = visitor.go(S4)
    page.get_by_role("button", name="Remind me when I get there").click()
    visitor.go(SHOW)
    offer = page.get_by_role("status").last.get_by_role("link")
    page.get_by_role("button", name="Season 3, all of it").click()
    expect(page.get_by_role("status").last).to_contain_text("You are at S3E10.")
    expect(offer).to_have_count(0)
    page.get_by_role("button", name="Season 4, all of it").click()
    expect(offer).to_contain_text("It waited for you")
    expect(offer).to_have_attribute("href", S4)


def test_a_place_that_is_no_longer_listed_leads_nobody_astray(visit: Visit) -> None:
    visitor = visit()
    show = readers.guide(visitor.site)["show"]
    kept = f'{{"progress": {{"{show}": [2, 99, 999999, 0]}}}}'
    visitor.page.add_init_script(f"localStorage.reading ??= '{kept}'")
    for page in ("catch-up", "who"):
        visitor.page.goto(f"{visitor.site}{SHOW}{page}/")
        visitor.page.wait_for_url(re.compile(r"through=s2e10$"))
