"""The ending in 30 seconds stands before the end card, on every screen as in the document."""

import pytest

from tests.browser.conftest import Visit
from tests.edge.demonstration import ARTICLES

ORDER = """
() => [...document.querySelector(".ending").children].map(e => e.getBoundingClientRect())
  .map(b => [b.top, b.bottom])
"""


@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
def test_what_is_seen_is_in_the_order_of_the_document(visit: Visit, width: int) -> None:
    page = visit(width=width).go(ARTICLES[0])
    answer, card, body = page.evaluate(ORDER)
    assert answer[1] < card[0]
    assert card[1] <= body[0]


def test_on_a_laptop_they_are_seen_without_scrolling(visit: Visit) -> None:
    page = visit(width=1440).go(ARTICLES[0])
    box = page.locator(".thirty").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900
