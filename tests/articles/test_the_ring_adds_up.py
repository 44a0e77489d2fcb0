"""The ring around a patch: seasons as arcs, dashes that add up, filled as far as it goes."""

from math import pi
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ring import GAP, RADIUS, Ring, ring_of
from articles.shield import Position

counts = st.lists(st.integers(1, 40), min_size=1, max_size=12)


def _ring(episodes: list[int], up_to: Position | None) -> Ring:
    seasons: Any = [
        SimpleNamespace(number=n, episode_total=total, episode_count=None)
        for n, total in enumerate(episodes, start=1)
    ]
    return ring_of(seasons, up_to)


def _numbers(dashes: str) -> list[float]:
    """A dash pattern's lengths in pixels."""
    return [float(number) for number in dashes.split()]


def _drawn(dashes: str, ring: Ring) -> float:
    """The length of what a dash pattern draws, in episodes: every other number, from the first."""
    return sum(_numbers(dashes)[::2]) * ring.total / (2 * pi * RADIUS)


def _rounding(dashes: str) -> float:
    """How far a sum of rounded lengths may be from the truth, in pixels."""
    return 0.05 * len(_numbers(dashes)) + 0.01


@given(counts)
def test_the_track_goes_round_once(episodes: list[int]) -> None:
    ring = _ring(episodes, None)
    assert len(_numbers(ring.track)) % 2 == 0
    around = sum(_numbers(ring.track))
    assert around == pytest.approx(2 * pi * RADIUS, abs=_rounding(ring.track))
    share = ring.total / (2 * pi * RADIUS)
    slack = _rounding(ring.track) * share
    assert _drawn(ring.track, ring) == pytest.approx(sum(episodes), abs=slack)


@given(counts)
def test_gaps_lie_between_seasons_and_nowhere_else(episodes: list[int]) -> None:
    ring = _ring(episodes, None)
    gaps = len(episodes) * GAP if len(episodes) > 1 else 0.0
    assert ring.total == pytest.approx(sum(episodes) + gaps, abs=0.01)
    starts = [arc.start for arc in ring.arcs]
    assert starts == sorted(starts)


@given(counts, st.integers(1, 14), st.integers(1, 50))
def test_what_is_filled_is_what_was_watched(episodes: list[int], season: int, number: int) -> None:
    ring = _ring(episodes, Position(season, number))
    before = sum(episodes[: season - 1])
    here = min(number, episodes[season - 1]) if season <= len(episodes) else 0
    assert sum(arc.filled for arc in ring.arcs) == before + here
    slack = _rounding(ring.fill) * ring.total / (2 * pi * RADIUS)
    assert _drawn(ring.fill, ring) == pytest.approx(before + here, abs=slack)
    around = sum(_numbers(ring.fill))
    assert around == pytest.approx(2 * pi * RADIUS, abs=_rounding(ring.fill))


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


def test_what_is_announced_counts_until_episodes_are_listed() -> None:
    known: Any = SimpleNamespace(number=1, episode_total=10, episode_count=8)
    announced: Any = SimpleNamespace(number=2, episode_total=0, episode_count=6)
    unknown: Any = SimpleNamespace(number=3, episode_total=0, episode_count=None)
    ring = ring_of([known, announced, unknown], None)
    assert [arc.length for arc in ring.arcs] == [10, 6, 1]
