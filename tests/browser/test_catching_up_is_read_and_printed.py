"""Catch me up and who's who: chosen and read without scripts, and printed as they are read."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.readers import episode, expect_state, remember
from tests.browser.visiting import DESKTOP

CATCH_UP, WHO = "/for-all-mankind/catch-up/", "/for-all-mankind/who/"


def test_a_reader_chooses_a_place_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/for-all-mankind/")
    page.get_by_role("link", name="Catch me up").click()
    expect(page.locator("main")).not_to_contain_text("Sea Dragon")
    page.get_by_role("link", name="Through Season 2").click()
    page.wait_for_url(f"**{CATCH_UP}?through=s2")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before Season 3: what to remember")
    expect(page.locator("main")).to_contain_text("Sea Dragon")
    expect(page.locator("main")).not_to_contain_text("Lee Jung-gil")
    page.get_by_role("link", name="Gordo Stevens").click()
    page.wait_for_url(f"**{WHO}?through=s2#gordo-stevens")
    expect(page.locator("#gordo-stevens")).to_be_in_viewport()


def test_a_reader_can_choose_another_place(visit: Visit) -> None:
    page = visit(width=DESKTOP).go(f"{CATCH_UP}?through=s2")
    here = page.locator(".through [aria-current=page]")
    expect(here).to_contain_text("Through Season 2, you are here")
    page.get_by_role("link", name="Through Season 4").click()
    expect(page.locator("main")).to_contain_text("Dev Ayesa")


@pytest.mark.parametrize("path", [CATCH_UP, WHO])
def test_what_is_ahead_is_veiled_for_who_has_said_so(visit: Visit, served: str, path: str) -> None:
    visitor = visit()
    remember(visitor, episode(served, 3, 4))
    expect_state(visitor.go(f"{path}?through=s2"), "open")
    page = visitor.go(f"{path}?through=s4")
    expect_state(page, "veil")
    told = page.locator("[data-shielded]")
    expect(told).to_be_hidden()
    expect(page.get_by_role("link", name="Through Season 2")).to_be_visible()
    assert "Dev Ayesa" not in page.locator("main").aria_snapshot()
    page.emulate_media(media="print")
    expect(told).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show it anyway").click()
    expect(told).to_contain_text("Dev Ayesa")
    expect(told).to_be_focused()


@pytest.mark.parametrize("path", [f"{CATCH_UP}?through=s3", f"{WHO}?through=s3"])
def test_paper_has_the_text_and_nothing_to_press(visit: Visit, path: str) -> None:
    visitor = visit(width=DESKTOP, scheme="dark")
    visitor.page.emulate_media(media="print")
    page = visitor.go(path)
    for thing in page.locator("button, nav, .masthead, .footer, .skip, .remember__more").all():
        expect(thing).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Killed in the bombing in Houston.")
    for piece in page.locator("h1, h2, .remember p, .remember li").all():
        color = piece.evaluate("e => getComputedStyle(e).color.match(/[\\d.]+/g).map(Number)")
        red, green, blue = color[:3]
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110, piece.inner_text()
