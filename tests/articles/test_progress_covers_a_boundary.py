"""Whether somebody may see something: the whole table of the shield's one rule.

The page has the same rule in JavaScript; the same table is tried there.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.shield import Position, covers

CASES = json.loads((Path(__file__).parents[1] / "shield_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_table(case: dict[str, Any]) -> None:
    season, episode, _, spoil_me = case["progress"]
    boundary = Position(*case["boundary"]) if case["boundary"] else None
    assert (bool(spoil_me) or covers(Position(season, episode), boundary)) is case["covers"]
