"""An article is put on the shelf from wherever its card stands, under its safe headline."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.readers import S3


def test_from_a_card_and_off_again(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 4, 10))
    page = visitor.go("/")
    card = page.locator(f".card:has(a[href='{S3}'])").first
    expect(card).to_contain_text("You have watched this")
    card.locator("[data-save]").click()
    expect(page.get_by_role("status").last).to_contain_text("On your shelf.")
    expect(card.locator("[data-save]")).to_have_attribute("aria-pressed", "true")
    row = visitor.go("/reading/shelf/").locator("[data-guest-shelf] li")
    expect(row).to_contain_text("For All Mankind")
    expect(row.get_by_role("link")).to_have_attribute("href", S3)
    expect(row).to_contain_text("three ships, one Mars")
    card = visitor.go("/").locator(f".card:has(a[href='{S3}'])").first
    card.locator("[data-save]").click()
    expect(visitor.go("/reading/shelf/").locator("[data-guest-shelf] li")).to_have_count(0)


def test_a_card_has_no_dead_button_without_javascript(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/")
    expect(page.locator("[data-save]").first).to_be_hidden()
