"""The veil: a passage beyond the boundary is nowhere until somebody asks for it."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visit
from tests.browser.pages import PASSAGE_TEXT, VEILED_ARTICLE
from tests.browser.readers import spoken
from tests.browser.visiting import PHONE, Visitor
from tests.edge.asking import ask
from tests.edge.demonstration import VEILED, passage_of

SHOW, HIDE = "Show this passage", "Hide this passage"


def words_of(site: str, article: str) -> str:
    """A run of words from the passage, long enough to be nowhere else on the page."""
    html = ask(site, passage_of(site, article)).text
    found = re.search(r'<div class="prose"[^>]*><p[^>]*>([^<]{40,})', html)
    assert found
    return " ".join(found[1].replace("&#x27;", "'").split()[:7])


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("article", VEILED)
def test_its_words_are_nowhere_before(visit: Visit, served: str, article: str) -> None:
    page = visit(width=PHONE).go(article)
    words = words_of(served, article)
    assert words not in page.evaluate("document.body.innerText")
    assert words not in page.locator("body").aria_snapshot()
    assert words not in spoken(page)
    assert page.evaluate("words => window.find(words)", words) is False
    page.keyboard.press("Control+A")
    assert words not in page.evaluate("String(getSelection())")
    assert page.locator(PASSAGE_TEXT).count() == 0
    sheets = PdfReader(io.BytesIO(page.pdf())).pages
    paper = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert words not in paper
    assert "Left out until you ask for it." in paper


@pytest.mark.parametrize("article", VEILED)
def test_its_words_are_there_after(visit: Visit, served: str, article: str) -> None:
    page = visit(width=PHONE).go(article)
    words = words_of(served, article)
    page.get_by_role("button", name=SHOW).click()
    assert words in " ".join(page.evaluate("document.body.innerText").split())
    assert words in " ".join(spoken(page).split())
    assert page.evaluate("words => window.find(words)", words) is True
    expect(page.locator(PASSAGE_TEXT)).to_be_visible()


def test_a_text_fragment_does_not_lift_it(visit: Visit, served: str) -> None:
    words = words_of(served, VEILED_ARTICLE).replace(" ", "%20")
    page = visit(width=PHONE).go(f"{VEILED_ARTICLE}#:~:text={words}")
    expect(page.locator(PASSAGE_TEXT)).to_have_count(0)
    expect(page.get_by_role("button", name=SHOW)).to_be_visible()


def test_it_says_what_lies_behind_it(visit: Visit) -> None:
    page = visit(width=PHONE).go(VEILED_ARTICLE)
    expect(page.locator(".veil__kicker")).to_contain_text("spoils up to")
    button = page.get_by_role("button", name=SHOW)
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_keyboard_moves_into_the_text_and_back(visitor: Visitor) -> None:
    page = visitor.go(VEILED_ARTICLE)
    press(page, SHOW)
    expect(page.locator(PASSAGE_TEXT)).to_be_focused()
    button = page.get_by_role("button", name=HIDE)
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(PASSAGE_TEXT)).to_have_count(0)
    expect(page.get_by_role("button", name=SHOW)).to_be_focused()


def test_it_can_be_lifted_and_lowered_again_and_again(visit: Visit) -> None:
    page = visit(width=PHONE).go(VEILED_ARTICLE)
    for _ in range(3):
        press(page, SHOW)
        expect(page.locator(PASSAGE_TEXT)).to_have_count(1)
        press(page, HIDE)
        expect(page.locator(PASSAGE_TEXT)).to_have_count(0)


def test_nothing_is_remembered_of_it(visit: Visit) -> None:
    visitor = visit(width=PHONE)
    page = visitor.go(VEILED_ARTICLE)
    press(page, SHOW)
    visitor.again()
    expect(page.locator(PASSAGE_TEXT)).to_have_count(0)
    expect(page.get_by_role("button", name=SHOW)).to_be_visible()
