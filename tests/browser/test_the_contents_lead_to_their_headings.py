"""The table of contents: each entry leads to its heading, and its address gives nothing away."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES

SAFE = re.compile(r"#(part-[0-9a-f]{8}|fates|sets-up)")


TOP = "heading => heading.getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize("article", ARTICLES)
def test_every_entry_leads_to_its_heading_in_the_order_of_the_text(
    visitor: Visitor, article: str
) -> None:
    page = visitor.go(article)
    entries = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert entries.count() >= 3
    tops = []
    for entry in entries.all():
        href = entry.get_attribute("href") or ""
        assert SAFE.fullmatch(href), href
        entry.click()
        heading = page.locator(f'h2[id="{href[1:]}"]')
        expect(heading).to_be_in_viewport()
        expect(heading).to_have_text(entry.inner_text())
        assert page.url == f"{visitor.site}{article}{href}"
        tops.append(heading.evaluate(TOP))
    assert tops == sorted(tops)
