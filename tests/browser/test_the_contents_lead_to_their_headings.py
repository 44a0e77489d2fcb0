"""The table of contents: each entry leads to its heading, and its address gives nothing away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES

SAFE = re.compile(r"#(part-\d+|fates|sets-up)")


@pytest.mark.parametrize("article", ARTICLES)
def test_every_entry_leads_to_its_heading(visitor: Visitor, article: str) -> None:
    page = visitor.go(article)
    entries = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert entries.count() >= 3
    for entry in entries.all():
        href = entry.get_attribute("href") or ""
        assert SAFE.fullmatch(href), href
        entry.click()
        heading = page.locator(f'h2[id="{href[1:]}"]')
        expect(heading).to_be_in_viewport()
        expect(heading).to_have_text(entry.inner_text())
        assert page.url == f"{visitor.site}{article}{href}"


@pytest.mark.parametrize("article", ARTICLES)
def test_they_stand_in_the_order_of_the_text(visitor: Visitor, article: str) -> None:
    page = visitor.go(article)
    entries = page.get_by_role("navigation", name="On this page").get_by_role("link")
    tops = [
        page.locator(f'[id="{(entry.get_attribute("href") or "")[1:]}"]').evaluate(
            "heading => heading.getBoundingClientRect().top"
        )
        for entry in entries.all()
    ]
    assert tops == sorted(tops)
