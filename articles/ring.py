"""The ring around a mission patch: a show's seasons as arcs, filled as far as something goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

from articles.shield import Position

if TYPE_CHECKING:
    from articles.shows import Season

RADIUS = 30  # pixels of the drawing's 64
GAP = 0.8  # between two seasons, in episodes
ANNOUNCED = 1  # what a season of which nothing is known is worth, in episodes


@dataclass(frozen=True, slots=True)
class Arc:
    """One season on the ring: its start and length in episodes, and how much of it is filled."""

    start: float
    length: float
    filled: float
    number: int


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring for an SVG circle of the radius ``RADIUS``; arcs are in episodes, dashes in pixels."""

    total: float
    arcs: tuple[Arc, ...]

    @property
    def seasons(self) -> str:
        """The seasons' numbers and lengths, for the script that draws the reader's own part."""
        return " ".join(f"{arc.number}:{arc.length:g}" for arc in self.arcs)

    @property
    def track(self) -> str:
        """The dash pattern that draws every season's arc."""
        return _dashes([(arc.start, arc.length) for arc in self.arcs], self.total)

    @property
    def fill(self) -> str:
        """The dash pattern that draws what is filled; empty when nothing is."""
        filled = [(arc.start, arc.filled) for arc in self.arcs if arc.filled]
        return _dashes(filled, self.total) if filled else ""


def ring_of(seasons: Sequence[Season], up_to: Position | None) -> Ring:
    """Lay the seasons out on a ring, filled up to a position (None: not at all).

    Seasons come with ``episode_total``, the number of their episodes, as ``listing`` gives them.
    """
    gap = GAP if len(seasons) > 1 else 0.0
    arcs = []
    at = 0.0
    for season in seasons:
        length = float(season.episode_total or season.episode_count or ANNOUNCED)
        arcs.append(Arc(at, length, _filled(season, length, up_to), season.number))
        at += length + gap
    return Ring(total=round(at, 2) or 1.0, arcs=tuple(arcs))


def _filled(season: Season, length: float, up_to: Position | None) -> float:
    if up_to is None or season.number > up_to.season:
        return 0.0
    return length if season.number < up_to.season else min(length, float(up_to.episode))


def _dashes(pieces: Sequence[tuple[float, float]], total: float) -> str:
    """An SVG dash pattern: nothing, piece, nothing, piece, …, and nothing to the end."""
    numbers: list[float] = []
    at = 0.0
    for start, length in pieces:
        if not numbers:
            numbers += [0.0, start, length] if start else [length]
        else:
            numbers += [start - at, length]
        at = start + length
    if len(numbers) % 2:
        numbers.append(max(total - at, 0.0))
    pixels = 2 * pi * RADIUS / total
    return " ".join(f"{round(number * pixels, 1):g}" for number in numbers)
