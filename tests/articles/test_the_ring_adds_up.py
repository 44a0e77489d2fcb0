"""The ring around a patch: seasons as arcs, dashes that add up, filled as far as it goes."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ring import GAP, Ring, ring_of
from articles.shield import Position

counts = st.lists(st.integers(1, 40), min_size=1, max_size=12)


def _ring(episodes: list[int], up_to: Position | None) -> Ring:
    seasons: Any = [
        SimpleNamespace(number=n, episode_total=total) for n, total in enumerate(episodes, start=1)
    ]
    return ring_of(seasons, up_to)


def _numbers(dashes: str) -> list[float]:
    return [float(number) for number in dashes.split()]


def _drawn(dashes: str) -> float:
    """The length of what a dash pattern draws: every other number, from the first."""
    return sum(_numbers(dashes)[::2])


@given(counts)
def test_the_track_goes_round_once(episodes: list[int]) -> None:
    ring = _ring(episodes, None)
    assert len(_numbers(ring.track)) % 2 == 0
    assert sum(_numbers(ring.track)) == pytest.approx(ring.total, abs=0.05)
    assert _drawn(ring.track) == pytest.approx(sum(episodes), abs=0.05)


@given(counts)
def test_gaps_lie_between_seasons_and_nowhere_else(episodes: list[int]) -> None:
    ring = _ring(episodes, None)
    gaps = len(episodes) * GAP if len(episodes) > 1 else 0.0
    assert ring.total == pytest.approx(sum(episodes) + gaps, abs=0.01)


@given(counts, st.integers(1, 14), st.integers(1, 50))
def test_what_is_filled_is_what_was_watched(episodes: list[int], season: int, number: int) -> None:
    ring = _ring(episodes, Position(season, number))
    before = sum(episodes[: season - 1])
    here = min(number, episodes[season - 1]) if season <= len(episodes) else 0
    assert sum(arc.filled for arc in ring.arcs) == before + here
    assert _drawn(ring.fill) == pytest.approx(before + here, abs=0.05)
    assert sum(_numbers(ring.fill)) == pytest.approx(ring.total, abs=0.05)


def test_nothing_is_filled_before_the_beginning() -> None:
    assert _ring([10, 10], None).fill == ""
    assert _ring([10, 10], Position(0, 0)).fill == ""


def test_an_announced_season_has_a_place() -> None:
    ring = _ring([10, 0], Position(1, 10))
    assert [arc.length for arc in ring.arcs] == [10.0, 1.0]
    assert [arc.filled for arc in ring.arcs] == [10.0, 0.0]


def test_a_show_without_seasons_has_an_empty_ring() -> None:
    ring = _ring([], None)
    assert ring.arcs == ()
    assert ring.total == 1.0
