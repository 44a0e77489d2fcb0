"""Worlds seen from space: markings that follow the globe, stepped day and night, thin air."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .kit import Canvas, circle, group, rect
from .relief import Area, Noise3, Vector, bands


@dataclass(frozen=True)
class Globe:
    """A world of radius `r` round (`x`, `y`); `sun` points to its light, towards us in z."""

    x: float
    y: float
    r: float
    sun: Vector

    def place(self, px: float, py: float) -> tuple[float, float, float, bool]:
        """The surface point seen at a pixel (on a unit sphere), and whether there is one."""
        u, v = (px - self.x) / self.r, (py - self.y) / self.r
        flat = u * u + v * v
        if flat >= 1:
            k = math.sqrt(flat)
            return (u / k, v / k, 0.0, False)
        return (u, v, math.sqrt(1 - flat), True)

    def marks(
        self,
        seed: int,
        freq: tuple[float, float],
        octaves: int = 4,
        warp: float = 0.0,
        tilt: float = 0.0,
    ) -> Callable[[float, float], float]:
        """Noise over the globe; `freq` is features round it across and along its axis."""
        n = Noise3(seed)
        co, si = math.cos(tilt), math.sin(tilt)

        def value(px: float, py: float) -> float:
            u, v, z, _ = self.place(px, py)
            u, v = u * co + v * si, v * co - u * si
            bend = warp * n.fbm(u * freq[0] * 0.7 + 31, v * freq[0] * 0.7, z * freq[0] * 0.7, 2)
            return n.fbm(
                u * freq[0] + bend, (v * freq[1]) + bend * 0.7, z * freq[0] + bend, octaves
            )

        return value

    def day(self, px: float, py: float) -> float:
        """How high the sun stands at a pixel's place, as a sine."""
        u, v, z, _ = self.place(px, py)
        k = math.sqrt(sum(s * s for s in self.sun))
        return (u * self.sun[0] + v * self.sun[1] + z * self.sun[2]) / k

    def night(
        self, area: Area, cell: float, colour: str, levels: Sequence[float], opacity: float
    ) -> str:
        """Night in flat steps: each level (a sine of the sun's height) darkens what is below."""

        def dark(px: float, py: float) -> float:
            return -self.day(px, py)

        return "".join(bands(dark, area, cell, [(-s, colour)], opacity) for s in levels)

    def draw(self, c: Canvas, base: str, *over: str) -> None:
        """Lay the globe's base colour and what lies over it, cut to the disc."""
        clip = c.clip(circle(self.x, self.y, self.r, "#fff"))
        c.add(group(rect(-50, -50, c.width + 100, c.height + 100, base), *over, clip_path=clip))

    def air(self, c: Canvas, colour: str, steps: Sequence[tuple[float, float]]) -> None:
        """Rings of air (thickness in pixels, opacity), brightest towards the sun."""
        k = math.hypot(self.sun[0], self.sun[1]) or 1.0
        sx, sy = self.sun[0] / k, self.sun[1] / k
        reach = self.r * 1.1
        paint = c.linear(
            (self.x - sx * reach, self.y - sy * reach),
            (self.x + sx * reach, self.y + sy * reach),
            (0, colour, 0.0),
            (0.5, colour, 0.05),
            (0.8, colour, 0.7),
            (1, colour, 1.0),
        )
        for thick, opacity in steps:
            c.add(circle(self.x, self.y, self.r + thick, paint, opacity=opacity))
