"""Whether somebody may see something: the whole table of the shield's one rule."""

import pytest

from articles.shield import NOT_STARTED, Position, covers


@pytest.mark.parametrize(
    ("progress", "boundary", "allowed"),
    [
        ("S1E3", "S1E3", True),
        ("S1E3", "S1E2", True),
        ("S1E3", "S1E4", False),
        ("S1E10", "S1E9", True),
        ("S1E9", "S1E10", False),
        ("S2E1", "S1E10", True),
        ("S1E10", "S2E1", False),
        ("S10E1", "S9E9", True),
        ("S9E9", "S10E1", False),
    ],
)
def test_between_two_episodes(progress: str, boundary: str, allowed: bool) -> None:
    assert covers(Position.parse(progress), Position.parse(boundary)) is allowed


def test_without_a_boundary_everybody_may() -> None:
    assert covers(NOT_STARTED, None)
    assert covers(Position(4, 10), None)


def test_who_has_not_begun_may_see_nothing_that_has_a_boundary() -> None:
    assert not covers(NOT_STARTED, Position(1, 1))
