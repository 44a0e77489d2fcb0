"""Positions of one show have one order, by season and then by episode, and labels for readers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.shield import NOT_STARTED, Position

positions = st.builds(Position, st.integers(0, 999), st.integers(0, 9999))


@given(st.lists(positions, min_size=2))
def test_sorting_goes_by_season_and_then_by_episode(found: list[Position]) -> None:
    for lower, higher in pairwise(sorted(found)):
        assert (lower.season, lower.episode) <= (higher.season, higher.episode)


@given(positions, positions)
def test_of_two_exactly_one_comes_first_or_they_are_the_same(a: Position, b: Position) -> None:
    assert [a < b, a == b, a > b].count(True) == 1


@given(positions)
def test_nothing_comes_before_the_beginning(position: Position) -> None:
    assert position >= NOT_STARTED


@given(positions)
def test_a_label_reads_back_as_the_same_position(position: Position) -> None:
    assert Position.parse(f" {position} ") == position
    assert Position.parse(str(position).lower()) == position


@pytest.mark.parametrize("text", ["", "S4", "E10", "4x10", "S4E10b", "S-1E2", "SE", "S1E2 S1E3"])
def test_what_is_no_label_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a position"):
        Position.parse(text)
