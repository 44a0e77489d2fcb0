"""Layout shift: what is on the screen stays where it is while fonts and pictures arrive."""

import pytest
from playwright.sync_api import Route

from tests.browser.pages import scroll_through
from tests.browser.visiting import Visitor
from tests.edge.demonstration import ARTICLES, SHOWS

MOST = 0.05  # Half of what Core Web Vitals call good: a word may wrap when the type arrives.
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


PAINTED = """
() => new Promise(done => new PerformanceObserver(list => list.getEntries().length && done(true))
  .observe({ type: "paint", buffered: true }))
"""
PATHS = ["/", *SHOWS.values(), *ARTICLES]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_keeps_still_while_it_is_read(visitor: Visitor, path: str) -> None:
    visitor.page.add_init_script(OBSERVE)
    visitor.go(path)
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    scroll_through(visitor)
    shifts = visitor.page.evaluate("window.shifts")
    assert sum(shift["value"] for shift in shifts) <= MOST, shifts


@pytest.mark.parametrize("path", PATHS)
def test_type_that_comes_late_moves_nothing(visitor: Visitor, path: str) -> None:
    page, held = visitor.page, list[Route]()
    page.add_init_script(OBSERVE)
    page.context.route("**/fonts/*", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(visitor.site + path, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    assert held
    for route in held:
        route.continue_()
    page.context.unroute("**/fonts/*")
    page.evaluate("document.fonts.ready.then(() => true)")
    scroll_through(visitor)
    shifts = page.evaluate("window.shifts")
    assert sum(shift["value"] for shift in shifts) <= MOST, shifts


def test_the_measuring_notices_a_jump(visitor: Visitor) -> None:
    visitor.page.add_init_script(OBSERVE)
    page = visitor.go("/")
    page.evaluate(PUSH_DOWN)
    assert page.evaluate("Math.max(...window.shifts.map(shift => shift.value))") > MOST
