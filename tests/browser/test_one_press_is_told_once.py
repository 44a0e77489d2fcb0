"""A press is told once to whoever listens: by one message, or by the focus where text came up."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import readers
from tests.browser.conftest import Visit
from tests.browser.pages import PASSAGE_TEXT, VEILED_ARTICLE
from tests.browser.readers import S4, SHOW, expect_state
from tests.browser.test_the_veil_hides_until_asked import SHOW as SHOW_PASSAGE

# What a live region says, each time that it has changed when the browser draws; and each new focus.
LISTEN = """
() => {
  globalThis.heard = [];
  const regions = "[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])";
  const last = new Map();
  const hear = () => {
    for (const region of document.querySelectorAll(regions)) {
      const words = region.checkVisibility() ? region.innerText.trim() : "";
      if (words && words !== (last.get(region) ?? "")) heard.push(words);
      last.set(region, words);
    }
    requestAnimationFrame(hear);
  };
  document.addEventListener("focusin", ({ target }) => heard.push(`focus: ${target.className}`));
  hear();
  heard.length = 0;
}
"""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def heard(page: Page) -> list[Any]:
    """What was to be heard since, once everything that was asked for is there."""
    page.wait_for_load_state("networkidle")
    page.evaluate(DRAWN)
    found: list[Any] = page.evaluate("heard.splice(0)")
    return found


def press(page: Page, name: str) -> None:
    """Press a button where it stands, so that no focus moves but by the page itself."""
    page.get_by_role("button", name=name, exact=True).first.evaluate("button => button.click()")


def test_a_passage_is_told_by_the_focus_alone(visit: Visit) -> None:
    page = visit().go(VEILED_ARTICLE)
    page.evaluate(LISTEN)
    press(page, SHOW_PASSAGE)
    expect(page.locator(PASSAGE_TEXT)).to_be_focused()
    assert heard(page) == ["focus: veil__text prose"]


def test_a_whole_text_is_told_by_the_focus_alone(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 4))
    page = visitor.go(S4)
    expect_state(page, "veil")
    page.evaluate(LISTEN)
    press(page, "Show it anyway")
    assert heard(page) == ["focus: ending"]
    press(page, "Hide it again")
    assert heard(page) == ["focus: shield"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("Remind me when I get there", "On your shelf, for when"), ("Save", "On your shelf.")],
)
def test_what_is_kept_is_one_message(visit: Visit, served: str, name: str, words: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 4))
    page = visitor.go(S4)
    page.evaluate(LISTEN)
    press(page, name)
    expect(page.locator(".said")).to_contain_text(words)
    [message] = heard(page)
    assert message.startswith(words)


def test_progress_is_one_message_with_what_waited_for_it(visit: Visit, served: str) -> None:
    visitor = visit()
    readers.remember(visitor, readers.episode(served, 3, 4))
    page = visitor.go(S4)
    press(page, "Remind me when I get there")
    visitor.go(SHOW)
    page.evaluate(LISTEN)
    press(page, "Season 4, all of it")
    expect(page.get_by_role("link", name="It waited for you")).to_be_visible()
    [message] = heard(page)
    assert message.startswith("You are at S4E10.")
    assert "It waited for you" in message
