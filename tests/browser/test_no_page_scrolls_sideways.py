"""Reading never needs sideways scrolling: small phones, desks, zoom, large letters."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, open_kind
from tests.browser.visiting import DESKTOP, NARROWEST, PHONE, Visitor

ZOOMED = DESKTOP // 2  # a desk's browser at 200 %: half as many pixels of twice the size
EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
STICKING_OUT = """
() => {
  const width = document.documentElement.clientWidth;
  const hidden = e => e.closest(".visually-hidden, svg, .skip") !== null;
  const clipped = e => {
    for (let p = e.parentElement; p; p = p.parentElement)
      if (getComputedStyle(p).overflowX !== "visible") return true;
    return false;
  };
  const all = [...document.body.querySelectorAll("*")]
    .filter(e => !hidden(e) && !clipped(e) && e.getBoundingClientRect().right > width + 1)
    .map(e => `${e.tagName}.${e.className} to ${e.getBoundingClientRect().right}`);
  const scrolled = document.documentElement.scrollWidth - width;
  const out = all.slice(0, 5);
  return scrolled > 0 ? [`the page is ${scrolled} pixels too wide`, ...out] : out;
}
"""


def sticking_out(visitor: Visitor) -> list[str]:
    """What reaches beyond the right edge."""
    found: list[str] = visitor.page.evaluate(STICKING_OUT)
    return found


@EVERY_KIND
def test_at_every_width_and_zoom(visit: Visit, path: str) -> None:
    visitor = visit(width=PHONE, device_scale_factor=2)
    open_kind(visitor, path)
    found = {}
    for width in (NARROWEST, PHONE, ZOOMED, 1024, DESKTOP):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        found[width] = sticking_out(visitor)
    assert found == {width: [] for width in found}


@EVERY_KIND
def test_with_letters_of_twice_the_size(visit: Visit, path: str) -> None:
    visitor = visit(width=PHONE)
    open_kind(visitor, path)
    found = {}
    for width in (PHONE, DESKTOP):
        visitor.page.set_viewport_size({"width": width, "height": 800})
        visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[width] = sticking_out(visitor)
    assert found == {PHONE: [], DESKTOP: []}


def test_the_measuring_notices_something_too_wide(visit: Visit) -> None:
    visitor = visit(width=PHONE)
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('main').style.minWidth = '500px'")
    assert sticking_out(visitor)
