"""Layout shift: what is on the screen stays where it is while fonts and pictures arrive."""

import pytest

from tests.browser.pages import scroll_through
from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES, SHOWS

MOST = 0.02
OBSERVE = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => ({
  value: entry.value,
  what: entry.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? "").slice(0, 80)),
})))).observe({ type: "layout-shift", buffered: true });
"""
PUSH_DOWN = """
() => new Promise(done => {
  const box = document.createElement("div");
  box.style.height = "200px";
  document.body.prepend(box);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
})
"""


@pytest.mark.parametrize("path", ["/", next(iter(SHOWS.values())), "/for-all-mankind/", *ARTICLES])
def test_a_page_keeps_still_while_it_is_read(visitor: Visitor, path: str) -> None:
    visitor.page.add_init_script(OBSERVE)
    visitor.go(path)
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    scroll_through(visitor)
    shifts = visitor.page.evaluate("window.shifts")
    assert sum(shift["value"] for shift in shifts) <= MOST, shifts


def test_the_measuring_notices_a_jump(visitor: Visitor) -> None:
    visitor.page.add_init_script(OBSERVE)
    page = visitor.go("/")
    page.evaluate(PUSH_DOWN)
    assert page.evaluate("Math.max(...window.shifts.map(shift => shift.value))") > MOST
