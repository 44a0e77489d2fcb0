"""On the narrowest phones too, the masthead is one row of targets that a thumb can hit."""

from itertools import pairwise
from typing import Any

import pytest

from tests.browser.conftest import Visit

TARGET = 44  # CSS pixels
BOXES = """
() => [...document.querySelectorAll(".masthead a, .masthead button")]
  .map(e => e.getBoundingClientRect()).filter(b => b.width)
  .map(b => ({left: b.left, right: b.right, top: b.top, bottom: b.bottom}))
"""


@pytest.mark.parametrize("signed_in", [False, True], ids=["signed out", "signed in"])
@pytest.mark.parametrize("width", [320, 360, 375, 390, 412])
def test_on_a_phone(visit: Visit, width: int, signed_in: bool) -> None:
    page = visit(width=width).go("/")
    if signed_in:
        page.evaluate("document.documentElement.dataset.signedIn = ''")
    boxes: list[dict[str, Any]] = page.evaluate(BOXES)
    assert len(boxes) == 5  # home, the first link, search, the account, the theme
    for box in boxes:
        assert box["bottom"] - box["top"] >= TARGET
        assert box["right"] - box["left"] >= TARGET
        assert box["right"] <= width
    middles = [(box["top"] + box["bottom"]) / 2 for box in boxes]
    assert max(middles) - min(middles) < 3, "two rows"
    for one, following in pairwise(boxes):
        assert one["right"] <= following["left"] + 6.1, "targets lie on one another"
