"""Whether somebody may see something: the whole table of the shield's one rule.

The page has the same rule in JavaScript; the same table is tried there.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from articles.shield import Position, may_see

CASES = json.loads((Path(__file__).parents[1] / "shield_cases.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_table(case: dict[str, Any]) -> None:
    season, episode, _, spoil_me = case["progress"]
    said = SimpleNamespace(position=Position(season, episode), spoil_me=bool(spoil_me))
    boundary = Position(*case["boundary"]) if case["boundary"] else None
    assert may_see(said, boundary) is case["covers"]


def test_of_somebody_unknown_nothing_is_assumed() -> None:
    assert may_see(None, None)
    assert not may_see(None, Position(1, 1))
