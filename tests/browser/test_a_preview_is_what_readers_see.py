"""The newsroom's preview runs the page's own scripts, as three readers and in two themes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.browser.newsroom import PATIENCE, forgiving, open_panel
from tests.browser.pages import VEILED_ARTICLE
from tests.browser.visiting import Visitor
from tests.edge.asking import ask


@pytest.fixture
def key(served: str) -> int:
    """The key of an article with a passage beyond its boundary."""
    found = re.search(r'data-article="(\d+)"', ask(served, VEILED_ARTICLE).text)
    assert found
    return int(found[1])


def _preview(editor: Visitor, key: int, mode: str) -> FrameLocator:
    """Open the form and its preview, and choose who looks."""
    page = editor.page
    page.set_default_timeout(PATIENCE)
    page.goto(f"{editor.site}/cms/pages/{key}/edit/")
    panel = open_panel(page, "preview")
    frame = page.frame_locator("#w-preview-iframe")
    # Wagtail takes no other mode while the first preview is on its way.
    expect(frame.locator("script[data-memory]")).to_have_count(1, timeout=PATIENCE)
    panel.locator("#id_preview_mode").select_option(mode)
    theme = mode.rpartition("-")[2]
    expect(frame.locator(f'html[data-theme="{theme}"]')).to_have_count(1, timeout=PATIENCE)
    expect(frame.locator("script[data-memory]")).to_have_count(1)
    return frame


def test_somebody_behind_meets_the_veil(editor: Visitor, key: int) -> None:
    with forgiving(editor):
        frame = _preview(editor, key, "behind-dark")
        expect(frame.locator('html[data-shield="veil"]')).to_have_count(1)
        expect(frame.locator("[data-shielded]")).to_be_hidden()
        expect(frame.locator(".shield")).to_contain_text("Ahead of you")
        expect(frame.locator(".previewing__lists")).to_contain_text("the safe form")


def test_somebody_at_the_boundary_reads_all_but_the_passages(editor: Visitor, key: int) -> None:
    with forgiving(editor):
        frame = _preview(editor, key, "at-light")
        expect(frame.locator('html[data-shield="open"]')).to_have_count(1)
        expect(frame.locator("[data-shielded]")).to_be_visible()
        expect(frame.locator("veiled-passage button").first).to_have_text("Show this passage")
        expect(frame.locator(".veil__text")).to_have_count(0)
        expect(frame.locator(".previewing__lists")).to_contain_text("the revealing form")


def test_somebody_caught_up_reads_everything(editor: Visitor, key: int) -> None:
    with forgiving(editor):
        frame = _preview(editor, key, "caught-up-dark")
        expect(frame.locator(".veil__text").first).to_be_visible()
        expect(frame.locator("veiled-passage button").first).to_have_text("Hide this passage")


def test_the_writers_own_reading_is_left_alone(editor: Visitor, key: int) -> None:
    with forgiving(editor):
        frame = _preview(editor, key, "behind-light")
        frame.locator("[data-watched]").first.click()
        expect(frame.locator('html[data-shield="open"]')).to_have_count(1)
        kept = "[localStorage.getItem('reading'), localStorage.getItem('theme')]"
        assert editor.page.evaluate(kept) == [None, None]


def test_it_is_shown_as_wide_as_a_phone_and_as_a_desktop(editor: Visitor, key: int) -> None:
    with forgiving(editor):
        frame = _preview(editor, key, "at-light")
        for name, width in (("phone", 390), ("desktop", 1440)):
            editor.page.locator(f'[name="preview-size"][value="{name}"]').check(force=True)
            html = frame.locator("html")
            expect(html).to_have_js_property("clientWidth", width)
