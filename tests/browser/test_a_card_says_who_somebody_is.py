"""A name that is pressed opens a card: by mouse, keyboard or finger, and it gives focus back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_no_page_scrolls_sideways import sticking_out
from tests.browser.test_nobody_is_shut_out import violations
from tests.browser.visiting import DESKTOP, PHONE, Visitor

ARTICLE = "/for-all-mankind/season-2-ending-explained/"
NAME, LATER = "Danielle Poole", "Badly hurt at Happy Valley"


def card_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name=NAME)


def name_of(page: Page) -> Locator:
    return page.locator("[data-who]", has_text=NAME)


def test_it_tells_who_they_are_up_to_the_article(visitor: Visitor) -> None:
    page = visitor.go(ARTICLE)
    name_of(page).click()
    card = card_of(page)
    expect(card).to_be_visible()
    expect(card).to_contain_text("Krys Marshall")
    expect(card).to_contain_text("One of the first women to train as astronauts.")
    expect(card).to_contain_text("Season 2: Alive. Docks and shakes hands in orbit")
    expect(card).not_to_contain_text(LATER)
    expect(card).not_to_contain_text("Season 3")
    assert sticking_out(visitor) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_it_is_whole_within_the_window(visit: Visit, width: int) -> None:
    page = visit(width=width).go(ARTICLE)
    name_of(page).click()
    expect(card_of(page)).to_be_in_viewport(ratio=1)
    expect(card_of(page).get_by_text(NAME)).to_be_in_viewport(ratio=1)


def test_the_keyboard_opens_it_and_comes_back(visitor: Visitor) -> None:
    page = visitor.go(ARTICLE)
    name_of(page).focus()
    page.keyboard.press("Enter")
    expect(card_of(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(card_of(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card_of(page)).to_be_hidden()
    expect(name_of(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(card_of(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_be_hidden()
    expect(name_of(page)).to_be_focused()
    assert page.url.endswith(ARTICLE)


def test_a_press_elsewhere_closes_it(visit: Visit) -> None:
    page = visit(width=DESKTOP).go(ARTICLE)
    name_of(page).click()
    expect(card_of(page)).to_be_visible()
    page.mouse.click(5, 5)
    expect(card_of(page)).to_be_hidden()


def test_it_leads_on_to_the_page(visit: Visit) -> None:
    page = visit().go(ARTICLE)
    name_of(page).click()
    card_of(page).get_by_role("link", name="Who’s who").click()
    page.wait_for_url("**/for-all-mankind/who/?through=s2e10#danielle-poole")
    expect(page.locator("#danielle-poole")).to_be_in_viewport()


def test_everybody_is_asked_for_once_and_nobody_before_a_press(visit: Visit) -> None:
    visitor = visit(width=DESKTOP)
    asked: list[str] = []
    visitor.page.on("request", lambda r: asked.append(r.url) if "who.json" in r.url else None)
    page = visitor.go(ARTICLE)
    assert asked == []
    for link in page.locator("[data-who]").all():
        link.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
    assert [url.removeprefix(visitor.site) for url in asked] == [
        "/for-all-mankind/who.json?through=s2e10"
    ]


def test_when_it_can_t_be_fetched_the_link_leads_to_the_page(visit: Visit) -> None:
    visitor = visit()
    visitor.watch.expected_statuses.add(500)
    visitor.page.route("**/who.json*", lambda route: route.fulfill(status=500, body="no"))
    page = visitor.go(ARTICLE)
    name_of(page).click()
    page.wait_for_url("**/who/?through=s2e10#danielle-poole")


def test_when_the_module_can_t_be_fetched_the_link_leads_to_the_page(visit: Visit) -> None:
    visitor = visit()
    visitor.watch.expected_statuses.add(500)
    visitor.page.route("**/js/who.*", lambda route: route.fulfill(status=500, body="no"))
    page = visitor.go(ARTICLE)
    name_of(page).click()
    page.wait_for_url("**/who/?through=s2e10#danielle-poole")


def test_without_scripts_it_is_a_link(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go(ARTICLE)
    name_of(page).click()
    page.wait_for_url("**/who/?through=s2e10#danielle-poole")
    expect(page.locator("#danielle-poole")).to_contain_text("Docks and shakes hands in orbit")
    expect(page.locator("main")).not_to_contain_text(LATER)


def test_axe_finds_nothing_while_it_is_open(visit: Visit) -> None:
    page = visit().go(ARTICLE)
    name_of(page).click()
    expect(card_of(page)).to_be_visible()
    assert violations(page) == []


def test_the_module_is_loaded_only_at_a_press(visit: Visit) -> None:
    visitor = visit()
    loaded: list[str] = []
    visitor.page.on("request", lambda request: loaded.append(request.url))
    page = visitor.go(ARTICLE)
    assert not [url for url in loaded if "/js/who." in url]
    name_of(page).click()
    expect(card_of(page)).to_be_visible()
    assert [url for url in loaded if "/js/who." in url]
