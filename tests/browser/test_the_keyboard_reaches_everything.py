"""Reading with a keyboard alone: in order, with a focus that can be seen, and no trap."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, VEILED_ARTICLE, open_kind
from tests.browser.visiting import DESKTOP, Visitor
from tests.edge.demonstration import MISSING

FOCUSABLE = """
() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, iframe")]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .map((e, n) => { e.dataset.stop = n; return e.outerHTML.slice(0, 90); })
"""
FOCUSED = """
() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  // A field may have its ring around the row that it shares with its button.
  const ringed = [e, e.parentElement].map(one => getComputedStyle(one));
  return {
    stop: e.dataset.stop ?? e.tagName,
    ring: ringed.some(s => parseFloat(s.outlineWidth) >= 2 && s.outlineStyle === "solid"),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    size: Math.min(box.width, box.height) > 0,
  };
}
"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_stop_is_reached_in_order_and_seen(visitor: Visitor, path: str) -> None:
    open_kind(visitor, path)
    stops = visitor.page.evaluate(FOCUSABLE)
    reached = []
    for _ in stops:
        visitor.page.keyboard.press("Tab")
        reached.append(visitor.page.evaluate(FOCUSED))
    assert [stop["stop"] for stop in reached] == [str(n) for n in range(len(stops))]
    unseen = [
        stops[int(stop["stop"])]
        for stop in reached
        if not (stop["ring"] and stop["seen"] and stop["size"])
    ]
    assert unseen == []


def test_there_is_no_trap_at_the_end_or_backwards(visit: Visit) -> None:
    visitor = visit(width=DESKTOP)
    visitor.go(VEILED_ARTICLE)
    count = len(visitor.page.evaluate(FOCUSABLE))
    for _ in range(count + 1):
        visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(FOCUSED)["stop"] != str(count - 1)
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.keyboard.press("Shift+Tab")
    assert visitor.page.evaluate(FOCUSED)["stop"] == str(count - 2)


@pytest.mark.parametrize("path", ["/", "/for-all-mankind/", VEILED_ARTICLE, MISSING, "/terms/"])
def test_the_skip_link_is_first_and_leads_into_the_text(visit: Visit, path: str) -> None:
    visitor = visit(width=DESKTOP)
    open_kind(visitor, path)
    page = visitor.page
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    inside = "document.querySelector('main').contains(document.activeElement)"
    has_stops = page.locator("main :is(a[href], button)").count() > 0
    assert page.evaluate(inside) is has_stops
