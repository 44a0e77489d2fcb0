"""On paper: the text, without navigation, buttons, or what the veil covers."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import PASSAGE_TEXT, VEILED_ARTICLE
from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES

TEXT = ("h1", ".opening__dek", ".thirty li", ".end-card__headline", ".prose p",
        ".fates td:last-child")  # fmt: skip
LUMINANCES = """
elements => elements.map(element => {
  const [r, g, b] = getComputedStyle(element).color.match(/[\\d.]+/g).map(Number);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
})
"""


@pytest.fixture
def paper(reader: Visitor) -> Visitor:
    """A reader, of light or dark pages, who prints."""
    reader.page.emulate_media(media="print")
    return reader


@pytest.mark.parametrize("article", ARTICLES)
def test_the_text_alone_is_printed_and_in_dark_letters(paper: Visitor, article: str) -> None:
    page = paper.go(article)
    for thing in page.locator("button, nav, .masthead, .footer, .skip, .video__play").all():
        expect(thing).to_be_hidden()
    for part in TEXT:
        pieces = page.locator(part)
        pale = [value for value in pieces.evaluate_all(LUMINANCES) if value >= 110]
        assert pale == [], f"{part} is too pale for paper"
        for piece in pieces.all():
            expect(piece).to_be_visible()
    _expect_words_beneath_the_picture(page)


def _expect_words_beneath_the_picture(page: Page) -> None:
    picture = page.locator(".end-card__picture").bounding_box()
    words = page.locator(".end-card__words").bounding_box()
    assert picture is not None
    assert words is not None
    assert picture["height"] > 100
    assert words["y"] >= picture["y"] + picture["height"]
    for part in (".end-card", ".end-card__words"):
        painted = page.locator(part).evaluate(
            "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).backgroundImage]"
        )
        assert painted == ["rgba(0, 0, 0, 0)", "none"]


def test_the_covered_passage_is_not_printed(paper: Visitor) -> None:
    page = paper.go(VEILED_ARTICLE)
    expect(page.locator(PASSAGE_TEXT)).to_have_count(0)
    expect(page.locator(".veil__label")).to_be_visible()
    expect(page.locator(".veil").get_by_text("Left out until you ask for it.")).to_be_visible()


def test_a_revealed_passage_is_printed(visit: Visit) -> None:
    page = visit().go(VEILED_ARTICLE)
    page.get_by_role("button", name="Show this passage").click()
    page.emulate_media(media="print")
    expect(page.locator(PASSAGE_TEXT)).to_be_visible()
    expect(page.get_by_text("Left out until you ask for it.", exact=True)).to_be_hidden()


def test_an_article_takes_a_handful_of_sheets(visit: Visit) -> None:
    page = visit().go(ARTICLES[-1])
    sheets = len(re.findall(rb"/Type\s*/Page\b", BytesIO(page.pdf(format="A4")).read()))
    assert 2 <= sheets <= 8
