"""Sharing: the canonical link on the clipboard, said aloud; the system's sheet where it exists."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES

ARTICLE = ARTICLES[0]
SHARED = "window.shared = []; navigator.share = async what => { window.shared.push(what) }"
NO_SHEET = "delete Navigator.prototype.share"


def test_the_canonical_link_is_copied_and_announced(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(
        ["clipboard-read", "clipboard-write"], origin=visitor.site
    )
    page = visitor.go(f"{ARTICLE}?utm_source=elsewhere#fates")
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(page.get_by_role("status")).to_have_text("The link is on your clipboard.")
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert page.evaluate("navigator.clipboard.readText()") == canonical == visitor.site + ARTICLE


def test_a_closed_clipboard_shows_the_link(visit: Visit) -> None:
    visitor = visit()
    visitor.page.add_init_script("navigator.clipboard.writeText = async () => { throw 0 }")
    page = visitor.go(ARTICLE)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name=visitor.site + ARTICLE)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("The link is shown on the button")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


def test_the_systems_sheet_is_offered_where_there_is_one(visit: Visit) -> None:
    visitor = visit()
    visitor.page.add_init_script(SHARED)
    page = visitor.go(ARTICLE)
    page.get_by_role("button", name="Share", exact=True).click()
    title = page.get_by_role("heading", level=1).inner_text()
    [shared] = page.evaluate("window.shared")
    assert shared["url"] == visitor.site + ARTICLE
    assert shared["title"].replace("’", "'") == title.replace("’", "'")


def test_no_sheet_is_offered_where_there_is_none(visit: Visit) -> None:
    visitor = visit()
    visitor.page.add_init_script(NO_SHEET)
    page = visitor.go(ARTICLE)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_role("button", name="Share", exact=True)).to_have_count(0)


def test_the_letter_names_the_article_and_its_link(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go(ARTICLE)
    href = page.get_by_role("link", name="Email").get_attribute("href") or ""
    assert href.startswith("mailto:?subject=")
    assert "&body=http" in href
    assert " " not in href


def test_print_prints(visit: Visit) -> None:
    visitor = visit()
    visitor.page.add_init_script("window.print = () => { window.printed = true }")
    page = visitor.go(ARTICLE)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
