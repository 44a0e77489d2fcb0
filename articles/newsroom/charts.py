"""Small bars, drawn by the server: what happened by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 24  # units of the drawing; a bar's step is three of them
STEP = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One day."""

    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Days side by side, the highest as high as the drawing, and the same in words."""

    width: int
    bars: list[Bar]
    words: str


def bars(values: Sequence[int], days: Sequence[date]) -> Bars:
    """Draw one value for each day."""
    top = max(values, default=0)
    drawn = []
    for at, value in enumerate(values):
        if value:
            height = round(max(1.5, HEIGHT * value / top), 1)
            drawn.append(Bar(x=at * STEP, y=round(HEIGHT - height, 1), height=height))
    if not drawn:
        return Bars(len(values) * STEP, [], f"Not read in {len(values)} days.")
    best = days[values.index(top)]
    words = f"{sum(values):,} in {len(values)} days; most on {best:%B %-d}: {top:,}."
    return Bars(len(values) * STEP, drawn, words)
