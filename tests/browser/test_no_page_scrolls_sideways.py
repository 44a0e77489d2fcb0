"""Reading never needs sideways scrolling: small phones, desks, zoom, large letters."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.pages import KINDS, open_kind
from tests.browser.visiting import DESKTOP, NARROWEST, PHONE, Visitor

ZOOMED = DESKTOP // 2  # a desk's browser at 200 %: half as many pixels of twice the size
LETTERS = {"": (NARROWEST, PHONE, ZOOMED, 1024, DESKTOP), "200%": (PHONE, DESKTOP)}
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


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_at_every_width_and_zoom_and_with_letters_of_twice_the_size(
    visit: Visit, path: str
) -> None:
    visitor = visit(width=PHONE, device_scale_factor=2)
    open_kind(visitor, path)
    found = {}
    for letters, widths in LETTERS.items():
        visitor.page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        for width in widths:
            visitor.page.set_viewport_size({"width": width, "height": 800})
            found[letters, width] = sticking_out(visitor)
    assert found == {key: [] for key in found}


def test_the_measuring_notices_something_too_wide(visit: Visit) -> None:
    visitor = visit(width=PHONE)
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('main').style.minWidth = '500px'")
    assert sticking_out(visitor)
