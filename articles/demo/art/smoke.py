"""Heaped clouds, steam and spray as flat puffs, lit from one place."""

from collections.abc import Sequence
from random import Random

from .kit import Point, circle, mix

Puff = tuple[float, float, float]
"""x, y, radius."""


def bank(
    seed: int,
    x: float,
    y: float,
    wide: float,
    high: float,
    count: int,
    size: float,
    hollow: float = 0.0,
) -> list[Puff]:
    """Puffs of a cloud bank standing on `y`, back ones first; `hollow` lowers its middle."""
    rng = Random(seed)
    out: list[Puff] = []
    for i in range(count):
        t = (i + rng.random()) / count * 2 - 1
        crown = (1 - abs(t) ** 1.8) * (1 - hollow * max(0.0, 1 - abs(t) * 2.6))
        up = rng.random() ** 0.8 * crown
        r = size * (0.45 + 0.75 * rng.random()) * (0.55 + 0.45 * (1 - abs(t)))
        out.append((x + t * wide / 2, y - up * high, r))
    return sorted(out, key=lambda p: p[1])


def heap(
    puffs: Sequence[Puff],
    lamp: Point,
    reach: float,
    near: tuple[str, str, str],
    far: tuple[str, str, str],
    layers: int = 5,
) -> str:
    """The puffs in layers, each melted into one shape of three tones (shade, body, light).

    The light side is towards the lamp; tones go from `near` there to `far` at `reach` pixels.
    """
    out = []
    size = -(-len(puffs) // layers)
    for start in range(0, len(puffs), size):
        passes: tuple[list[str], list[str], list[str]] = ([], [], [])
        for x, y, r in puffs[start : start + size]:
            dx, dy = lamp[0] - x, lamp[1] - y
            away = max(1.0, (dx * dx + dy * dy) ** 0.5)
            t = round(min(1.0, away / reach) * 6) / 6
            for k, (a, b) in enumerate(zip(near, far, strict=True)):
                shift = (0.0, 0.2, 0.42)[k] * r / away
                passes[k].append(
                    circle(x + dx * shift, y + dy * shift, r * (1.0, 0.84, 0.5)[k], mix(a, b, t))
                )
        out += [tone for layer in passes for tone in layer]
    return "".join(out)
