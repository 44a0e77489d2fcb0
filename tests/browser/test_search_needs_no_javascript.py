"""The field, the filters and the pages of search work with JavaScript off."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visiting import PHONE


def test_from_the_masthead_to_a_hit(visit: Visit) -> None:
    page = visit(width=PHONE, java_script_enabled=False).go("/")
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("For All Mankind")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{page.url.split('/search')[0]}/search/?q=for+all+mankind")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator(".filters").get_by_role("link", name="Shows").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.locator(".hit__link").click()
    expect(page.locator("h1")).to_have_text("For All Mankind")


def test_from_a_missing_page(visit: Visit) -> None:
    visitor = visit(width=PHONE, java_script_enabled=False)
    visitor.watch.expected_statuses.add(404)
    page = visitor.go("/no-such-page/")
    page.get_by_role("searchbox").fill("prisoner")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hit").first).to_be_visible()


def test_no_hint_of_a_key_that_does_nothing(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/search/")
    expect(page.locator("[data-slash]")).to_be_hidden()
