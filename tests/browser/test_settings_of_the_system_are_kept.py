"""Reduced motion: nothing moves. Forced colors: nothing is said by a color of ours alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import VEILED_ARTICLE
from tests.browser.visiting import DESKTOP

MOVES = """
() => {
  const moving = style => style.animationName !== "none" || style.transitionDuration !== "0s"
    || style.scrollBehavior === "smooth";
  const found = [...document.querySelectorAll("*")].flatMap(element =>
    ["", "::before", "::after"].filter(part => moving(getComputedStyle(element, part)))
      .map(part => element.localName + part));
  return [...found, ...document.getAnimations().map(String)];
}
"""


@pytest.mark.parametrize("path", ["/", "/for-all-mankind/", VEILED_ARTICLE, "/search/?q=mankind"])
def test_nothing_moves_where_less_motion_is_wanted(visit: Visit, path: str) -> None:
    page = visit(reduced_motion="reduce").go(path)
    assert page.evaluate(MOVES) == []


def test_what_may_move_is_noticed(visit: Visit) -> None:
    assert visit(reduced_motion="no-preference").go("/").evaluate(MOVES) == ["html"]


def ground(place: Locator) -> list[str]:
    """The red, green and blue of a place's background; how opaque it is, nobody would see."""
    color: str = place.evaluate("element => getComputedStyle(element).backgroundColor")
    return re.findall(r"[\d.]+", color)[:3]


def forced(visit: Visit, path: str) -> Page:
    """A page in the few colors of a reader's own."""
    return visit(width=DESKTOP, forced_colors="active").go(path)


def test_an_episode_watched_differs_in_forced_colors(visit: Visit) -> None:
    page = forced(visit, "/for-all-mankind/")
    episodes = page.get_by_role("group", name="Season 1").get_by_role("button")
    episodes.nth(2).click()
    expect(episodes.nth(2)).to_have_attribute("aria-pressed", "true")
    assert ground(episodes.nth(2)) != ground(episodes.nth(3))


def test_what_is_chosen_in_search_differs_in_forced_colors(visit: Visit) -> None:
    page = forced(visit, "/search/?q=mankind")
    kinds = page.get_by_role("list", name="By kind").get_by_role("link")
    assert ground(kinds.nth(0)) != ground(kinds.nth(1))
    page.get_by_role("combobox").fill("man")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    page.get_by_role("combobox").press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    assert ground(options.nth(0)) != ground(options.nth(1))
