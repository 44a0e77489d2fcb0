"""Open ground in perspective, its relief lit low from one side and cut into flat tones."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from .relief import Area, Noise3, bands, bowl


@dataclass
class Plain:
    """Ground seen from `eye` pixels above it, running out to `horizon` (a height in pixels).

    Places on it are (right, away) in ground units: at `horizon + eye` one unit is 1 pixel wide
    and the distance is 1 `lens`. `swell` and `grain` are heights of wide and small unevenness,
    `dunes` is height, length from crest to crest, direction (radians, 0 straight away) and
    how much the crests wander.
    """

    horizon: float
    eye: float
    seed: int = 1
    centre: float = 1200
    lens: float = 900
    swell: float = 0.0
    grain: float = 0.0
    dunes: tuple[float, float, float, float] | None = None
    craters: list[tuple[float, float, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.noise = Noise3(self.seed)

    def spot(self, px: float, py: float) -> tuple[float, float]:
        """The place on the ground that is seen at a pixel."""
        k = self.eye / max(1.0, py - self.horizon)
        return ((px - self.centre) * k, self.lens * k)

    def pixel(self, right: float, away: float) -> tuple[float, float]:
        """The pixel where a place on the ground is seen."""
        k = self.lens / away
        return (self.centre + right * k, self.horizon + self.eye * k)

    def height(self, x: float, z: float) -> float:
        """The relief's height at a place, in ground units."""
        h = 0.0
        if self.swell:
            h += self.swell * self.noise.fbm(x / 420, z / 420, 3.3, 3)
        if self.dunes:
            h += self._dune(x, z)
        if self.grain:
            h += self.grain * self.noise.fbm(x / 60, z / 60, 8.1, 2)
        for cx, cz, r, depth in self.craters:
            dx, dz = (x - cx) / r, (z - cz) / r
            if abs(dx) < 1.6 and abs(dz) < 1.6:
                h += bowl(math.hypot(dx, dz), depth * r)
        return h

    def _dune(self, x: float, z: float) -> float:
        """Long dunes, gentle to windward and steep to lee, dying out here and there and far off."""
        high, long, turn, wander = self.dunes or (0.0, 1.0, 0.0, 0.0)
        n = self.noise
        drift = wander * n.fbm(x / (long * 1.6), z / (long * 1.6), 1.7, 2)
        p = (x * math.sin(turn) + z * math.cos(turn)) / long + drift
        t = p - math.floor(p)
        body = (
            math.sin(t / 0.74 * math.pi / 2)
            if t < 0.74
            else (0.5 + 0.5 * math.cos((t - 0.74) / 0.26 * math.pi))
        )
        keep = max(0.0, min(1.0, 0.55 + 1.1 * n.at(x / (long * 2.3) + 50, p * 0.6, 4.4)))
        calm = max(0.0, min(1.0, 1.35 - z / (long * 4)))
        return high * body * keep * calm

    def scatter(
        self,
        seed: int,
        count: int,
        near: float,
        far: float,
        size: tuple[float, float],
        depth: float = 0.22,
        width: float = 1.5,
    ) -> None:
        """Strew craters between two distances, many small and few large."""
        rng = Random(seed)
        for _ in range(count):
            z = near + (far - near) * rng.random() ** 1.3
            r = size[0] + (size[1] - size[0]) * rng.random() ** 4
            self.craters.append((rng.uniform(-1, 1) * width * (z + 200), z, r, depth))

    def lit(self, sun: tuple[float, float], low: float) -> Callable[[float, float], float]:
        """How much light a pixel's ground gets: 0 is level ground, above 0 faces the sun.

        `sun` points along the ground to the light; `low` is its height as a slope, and what
        lies behind something taller sinks towards -1.
        """
        sx, sz = sun

        def value(px: float, py: float) -> float:
            x, z = self.spot(px, py)
            step = max(2.5, z * 0.004)
            here = self.height(x, z)
            slope = (self.height(x + sx * step, z + sz * step) - here) / step
            shade = 0.0
            for k in (2, 4, 7, 11, 17):
                s = step * k
                over = (self.height(x + sx * s, z + sz * s) - here) / s - low
                shade = max(shade, over * 5)
            return -slope - min(1.2, shade)

        return value

    def draw(
        self,
        sun: tuple[float, float],
        low: float,
        steps: Sequence[tuple[float, str]],
        area: Area,
        cell: float = 8,
        opacity: float = 1.0,
    ) -> str:
        """The lit relief of an area, each step (level, colour) over the last.

        Levels below 0 are tones of shadow: draw the base first in the darkest tone.
        """
        return bands(self.lit(sun, low), area, cell, steps, opacity, soft=True)
