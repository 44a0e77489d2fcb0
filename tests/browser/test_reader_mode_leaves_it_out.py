"""What is veiled is not in what a browser's reader mode takes from the page as it stands.

Firefox writes the open document down as XML, with what is in templates, and reads it anew with a
parser that knows no templates; then it leaves out what is marked as hidden. This takes all the
rest, so that no extractor, whatever it prefers, can take more.
"""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.readers import S4, expect_state
from tests.browser.test_the_veil_hides_until_asked import SHOW, words_of
from tests.edge.demonstration import VEILED

HIDDEN = "[hidden], [aria-hidden=true], [style*='display: none'], script, style"
FIRST_WORDS = "document.querySelector('[data-shielded] .article__body p').textContent"


def taken(page: Page) -> str:
    """The most that a reader mode can take."""
    written = page.evaluate("new XMLSerializer().serializeToString(document)")
    soup = BeautifulSoup(written, "xml")
    for tag in soup.select(HIDDEN):
        tag.extract()
    return " ".join(soup.get_text(" ").split())


@pytest.mark.parametrize("article", VEILED)
def test_a_passage_until_it_is_asked_for(visit: Visit, served: str, article: str) -> None:
    page = visit().go(article)
    words = words_of(served, article)
    assert words not in taken(page)
    page.get_by_role("button", name=SHOW).click()
    assert words in taken(page)


def test_a_whole_text_for_whoever_is_behind(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 4))
    page = visitor.go(S4)
    expect_state(page, "veil")
    words = " ".join(page.evaluate(FIRST_WORDS).split())[:60]
    assert words not in taken(page)
    page.get_by_role("button", name="Show it anyway").click()
    assert words in taken(page)
