"""Hits are safe for everybody, and tell plainly what a reader has said that they watched."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.readers import SHOW, episode, remember
from tests.edge.asking import ask

FOUND = "/search/?q=mankind&kind=article"


def test_a_stranger_sees_the_safe_form_with_what_was_asked_for(visit: Visit) -> None:
    page = visit().go(FOUND)
    expect(page.locator(".hit mark").first).to_have_text("Mankind")
    expect(page.locator(".hit [data-you]").first).to_be_empty()


def test_somebody_who_has_watched_it_sees_the_revealing_one(visit: Visit) -> None:
    visitor = visit()
    safe = ask(visitor.site, FOUND).text
    remember(visitor, episode(visitor.site, 1, 10))
    page = visitor.go(FOUND)
    told = page.locator('.hit[data-at="1.10"]')
    expect(told.locator("[data-you]")).to_contain_text("You have watched this")
    expect(told.locator("mark")).to_have_count(0)
    headline = told.locator("[data-headline]").inner_text()
    assert headline not in safe
    expect(page.locator('.hit[data-at="4.10"] mark').first).to_be_visible()
    assert SHOW in (told.locator("a").first.get_attribute("href") or "")
