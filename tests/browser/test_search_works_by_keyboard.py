"""Search from the first key to the page that was meant, without a pointer."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.browser.conftest import Visit
from tests.browser.test_nobody_is_shut_out import violations
from tests.browser.visiting import DESKTOP

OPTIONS = ".suggestions [role=option]"


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of search, before anything is typed."""
    return visit(width=DESKTOP).go("/search/")


def type_in(page: Page, words: str) -> None:
    """Type as a person does, and wait for suggestions."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()

    def is_last(answer: Response) -> bool:
        return parse_qs(urlsplit(answer.url).query).get("q") == [words.lower()]

    with page.expect_response(is_last):  # a slow machine asks in between, too
        page.keyboard.type(words)
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_slash_leads_there_from_another_page(visit: Visit) -> None:
    page = visit(width=DESKTOP).go("/")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{page.url.split('/search')[0].rstrip('/')}/search/")


def test_arrows_choose_and_enter_goes(page: Page) -> None:
    type_in(page, "for all man")
    field = page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f'{OPTIONS}[aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTIONS).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("For All Mankind")


def test_suggestions_that_come_late_leave_what_was_chosen(page: Page) -> None:
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/*q=for%20all%20man*", hold)
    type_in(page, "for all")
    with page.expect_request("**/*q=for%20all%20man*"):
        page.keyboard.type(" man")
    chosen = page.locator(f'{OPTIONS}[aria-selected="true"]')
    page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("For All Mankind")
    found = {"kind": "Show", "note": ""}
    late[0].fulfill(
        json={
            "meant": "",
            "items": [
                found | {"title": "Another", "url": "/another/"},
                found | {"title": "For All Mankind", "url": "/for-all-mankind/"},
            ],
        }
    )
    expect(page.locator(OPTIONS)).to_have_count(2)
    expect(chosen).to_contain_text("For All Mankind")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("For All Mankind")


def test_enter_alone_searches(page: Page) -> None:
    type_in(page, "Mankind")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/search')[0]}/search/?q=mankind")
    expect(page.locator(".hit").first).to_be_visible()


def test_escape_closes_and_leaves_the_words(page: Page) -> None:
    type_in(page, "mankind")
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("mankind")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_tab_leaves_and_closes(page: Page) -> None:
    type_in(page, "mankind")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.locator(".suggestions")).to_be_hidden()


def test_a_click_goes_too(page: Page) -> None:
    type_in(page, "the prisoner")
    page.locator(OPTIONS).first.click()
    expect(page.locator("h1")).to_have_text("The Prisoner")


def test_open_suggestions_shut_nobody_out(page: Page) -> None:
    type_in(page, "mankind")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_the_key_can_be_turned_off(page: Page) -> None:
    page.get_by_role("button", name="Turn this key off").click()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).not_to_be_focused()
    page.get_by_role("button", name="Turn this key on").click()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_a_slash_in_the_field_is_a_slash(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox")).to_have_value("a/b")
