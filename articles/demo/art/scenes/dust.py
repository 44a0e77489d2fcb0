"""A boot's print in dust, as large as a landscape."""

import math

from ..ground import Plain
from ..kit import Canvas, rect
from ..land import mesas, rocks
from ..sky import stars

HEEL, TOE = 1190.0, 2170.0
"""Distances of the middles of the heel's and the toe's round ends, in ground units."""


class Trodden(Plain):
    """A plain with one print pressed into it."""

    def height(self, x: float, z: float) -> float:
        """The plain's height with the print's floor, walls, bars and pushed-up rim."""
        return super().height(x, z) + tread(x + (z - 1600) * 0.12, z)


def half_width(t: float) -> float:
    """Half width of the sole in ground units at `t` (0 heel, 1 toe)."""
    waist = math.exp(-(((t - 0.36) / 0.2) ** 2))
    ball = math.exp(-(((t - 0.86) / 0.32) ** 2))
    return 198 - 18 * waist + 52 * ball


def tread(x: float, z: float) -> float:
    """Height of the print at a place, in ground units."""
    near = max(HEEL, min(TOE, z))
    t = (near - HEEL) / (TOE - HEEL)
    inside = half_width(t) - math.hypot(x, (z - near) * 1.0)
    if inside < -130:
        return 0.0
    floor = _ease((inside + 4) / 30)
    rim = 22 * math.exp(-(((inside + 32) / 30) ** 2))
    bar = (z - HEEL + 190) / 122
    wave = abs(bar - math.floor(bar) - 0.5) * 2
    gap = _ease((abs(t - 0.3) - 0.035) / 0.03)
    ridge = _ease((wave - 0.4) / 0.22) * _ease((inside - 40) / 22) * gap
    return floor * (-62 + 44 * ridge) + rim * (1 - floor)


def _ease(t: float) -> float:
    """0 below 0, 1 above 1, smooth between."""
    t = max(0.0, min(1.0, t))
    return t * t * (3 - 2 * t)


def dust_print() -> str:
    """A print in red dust under raking light, a dusky sky above."""
    c = Canvas()
    c.fill(c.down(0, 160, "#2b2340", "#8a4f53", "#e2a27a"))
    c.add(stars(5, 60, (0, 0, 2400, 80)))
    c.add(mesas(14, 156, 60, 7, (-150, 2550), "#b06d5b"))
    plain = Trodden(150, 740, seed=6, swell=10, lens=1800, centre=1200)
    plain.scatter(3, 22, 3200, 15000, (80, 420), 0.1, 1.1)
    plain.craters += [(760, 1900, 70, 0.2), (-700, 1750, 90, 0.2), (-560, 1180, 36, 0.2)]
    c.add(rect(-10, 154, 2420, 1500, "#2a1220"))
    steps = [
        (-0.6, "#56222a"),
        (-0.3, "#7b3430"),
        (-0.07, "#a34d36"),
        (0.05, "#c56d45"),
        (0.2, "#e59c6a"),
        (0.5, "#ffd9a8"),
    ]
    c.add(plain.draw((-0.9, 0.43), 0.32, steps, (-20, 157, 2420, 1620), 5))
    c.veil(152, 450, "#d98f66", 0.9, 0.0)
    c.veil(1100, 1610, "#1f0c1a", 0.0, 0.6)
    side = c.linear((1300, 0), (2400, 0), (0, "#1f0c1a", 0.0), (1, "#1f0c1a", 0.5))
    c.add(rect(1300, 156, 1110, 1480, side))
    for seed, left, right in ((4, 40, 800), (7, 1740, 2380)):
        area = (left, 640, right, 1560)
        c.add(rocks(seed, 22, area, "#ffd9a8", "#4a1d27", "#2a1220", (3.6, -0.3), (5, 20)))
    return c.svg()
