"""Ground: ridges, mesas, mountains in two tones, dunes, craters, rocks with shadows."""

import math
from random import Random

from .kit import Canvas, Noise, Point, ellipse, group, outline, path, poly, rect


def ridge(
    seed: int,
    y: float,
    amp: float,
    scale: float,
    octaves: int = 5,
    step: float = 12,
    span: tuple[float, float] = (-40, 2440),
    gain: float = 0.5,
) -> list[Point]:
    """A skyline about height `y`; features are about `scale` pixels long."""
    n = Noise(seed)
    out: list[Point] = []
    x = span[0]
    while x <= span[1]:
        out.append((x, y - amp * n.fbm(x / scale, octaves, gain)))
        x += step
    return out


def mesas(
    seed: int,
    y: float,
    high: float,
    count: int,
    span: tuple[float, float],
    colour: str,
    lit: str = "",
) -> str:
    """Table mountains on `y`: flat tops, cliffs, sloped skirts, and a lit upper edge if given."""
    rng = Random(seed)
    slot = (span[1] - span[0]) / count
    out = []
    for i in range(count):
        tall = high * rng.uniform(0.3, 1.0)
        half = slot * rng.uniform(0.16, 0.42)
        x = span[0] + (i + rng.uniform(0.35, 0.65)) * slot
        out.append(mesa(rng, x, y, half, tall, colour, lit))
    return "".join(out)


def mesa(
    rng: Random, x: float, y: float, half: float, tall: float, colour: str, lit: str = ""
) -> str:
    """One table mountain of half width `half` round `x`."""
    notch = rng.uniform(-0.4, 0.6) * half
    drop = tall * rng.uniform(0.06, 0.16)
    cliff = tall * rng.uniform(0.36, 0.5)
    bench = tall * rng.uniform(0.66, 0.8)
    a, b = rng.uniform(0.25, 0.4) * tall, rng.uniform(0.25, 0.4) * tall
    top = [
        (x - half, y - tall),
        (x + notch, y - tall + 3),
        (x + notch + 5, y - tall + drop),
        (x + half, y - tall + drop + 2),
    ]
    body = [
        (x - half - a * 4.2, y + 6),
        (x - half - a * 2.1, y - tall + bench),
        (x - half - a * 1.0, y - tall + bench * 0.93),
        (x - half - a * 0.3, y - tall + cliff),
        *top,
        (x + half + b * 0.3, y - tall + cliff + drop),
        (x + half + b * 1.1, y - tall + bench * 0.96),
        (x + half + b * 2.3, y - tall + bench),
        (x + half + b * 4.4, y + 6),
    ]
    edge = path(outline(top, closed=False), stroke=lit, stroke_width=3) if lit else ""
    return poly(body, colour) + edge


def mountain(
    seed: int,
    x: float,
    y: float,
    wide: float,
    high: float,
    lit: str,
    dark: str,
    from_left: bool = True,
    sharp: float = 1.12,
) -> str:
    """One peak in two tones, the light from one side, feet on `y`."""
    n = Noise(seed)
    left: list[Point] = []
    right: list[Point] = []
    spine: list[Point] = []
    steps = 22
    for i in range(steps + 1):
        t = i / steps
        grow = t**sharp
        left.append((x - wide * 0.5 * grow * (1 + 0.16 * n.fbm(t * 6)), y - high * (1 - t)))
        right.append((x + wide * 0.5 * grow * (1 + 0.16 * n.fbm(t * 6 + 50)), y - high * (1 - t)))
        sway = wide * 0.16 * n.fbm(t * 4.5 + 90, 3) * t**0.5
        lean = wide * (0.08 if from_left else -0.08) * t
        spine.append((x + sway + lean, y - high * (1 - t)))
    far = right if from_left else left
    return poly(left + right[::-1], lit) + poly(spine + far[::-1], dark)


def mountains(
    seed: int,
    y: float,
    high: float,
    count: int,
    span: tuple[float, float],
    lit: str,
    dark: str,
    from_left: bool = True,
    sharp: float = 1.12,
) -> str:
    """A chain of two-toned peaks, pointed when `sharp` is above 1 and rounded below."""
    rng = Random(seed)
    slot = (span[1] - span[0]) / count
    peaks = []
    for i in range(count):
        h = high * rng.uniform(0.42, 1.0)
        x = span[0] + (i + rng.uniform(0.15, 0.85)) * slot
        peaks.append((h, x, slot * rng.uniform(1.9, 2.7) * (0.6 + 0.4 * h / high)))
    peaks.sort(reverse=True)
    return "".join(
        mountain(seed * 31 + i, x, y, w, h, lit, dark, from_left, sharp)
        for i, (h, x, w) in enumerate(peaks)
    )


def crater(
    c: Canvas,
    x: float,
    y: float,
    rx: float,
    ry: float,
    tones: tuple[str, str, str, str],
    light: float = -1,
) -> str:
    """A bowl in flat tones (shadow, floor, slope, lit wall); light from the left if negative."""
    shadow, floor, slope, rim = tones
    clip = c.clip(ellipse(x, y, rx, ry, "#fff"))
    s = light * rx
    return (
        ellipse(x + s * 0.05, y - ry * 0.02, rx * 1.07, ry * 1.1, rim)
        + ellipse(x - s * 0.025, y + ry * 0.05, rx * 1.07, ry * 1.12, floor)
        + group(
            rect(x - rx, y - ry, rx * 2, ry * 2, rim),
            ellipse(x + s * 0.13, y + ry * 0.03, rx, ry * 1.02, slope),
            ellipse(x + s * 0.3, y + ry * 0.08, rx * 0.94, ry * 1.0, floor),
            ellipse(x + s * 0.62, y - ry * 0.14, rx, ry * 1.12, shadow),
            clip_path=clip,
        )
    )


def pocks(
    c: Canvas,
    seed: int,
    count: int,
    area: tuple[float, float, float, float],
    tones: tuple[str, str, str, str],
    size: float = 60,
    flat: float = 0.26,
    light: float = -1,
) -> str:
    """Craters strewn over a plain that runs from the area's top (far) to its bottom (near)."""
    rng = Random(seed)
    left, top, right, bottom = area
    spots = sorted(
        (top + (bottom - top) * rng.random() ** 1.7, rng.uniform(left, right), rng.random() ** 3)
        for _ in range(count)
    )
    out = []
    for y, x, big in spots:
        depth = 0.1 + 0.9 * (y - top) / (bottom - top)
        r = size * depth * (0.3 + big)
        out.append(crater(c, x, y, r, r * flat * (0.5 + 0.5 * depth), tones, light))
    return "".join(out)


def rocks(
    seed: int,
    count: int,
    area: tuple[float, float, float, float],
    lit: str,
    dark: str,
    shade: str,
    along: Point,
    size: tuple[float, float] = (3, 16),
) -> str:
    """Stones strewn over ground (left, top, right, bottom), larger towards the viewer."""
    rng = Random(seed)
    left, top, right, bottom = area
    spots = sorted(
        (top + (bottom - top) * rng.random() ** 0.8, rng.uniform(left, right), rng.random() ** 3)
        for _ in range(count)
    )
    out = []
    for y, x, big in spots:
        depth = (y - top) / max(1, bottom - top)
        s = (size[0] + (size[1] - size[0]) * depth) * (0.45 + 0.9 * big)
        out.append(rock(rng, x, y, s, (lit, dark, shade), along))
    return "".join(out)


def rock(
    rng: Random, x: float, y: float, s: float, tones: tuple[str, str, str], along: Point
) -> str:
    """One stone `s` pixels in half width: lit face, dark face and shadow on the ground."""
    lit, dark, shade = tones
    ring: list[Point] = []
    for i in range(7):
        a = math.pi * (1 + i / 6)
        r = s * rng.uniform(0.75, 1.1)
        ring.append((x + math.cos(a) * r, y + math.sin(a) * r * 0.72))
    reach = (x + along[0] * s * 1.6, y + along[1] * s * 1.6)
    cast = [
        (x - s * 0.8, y),
        (x + s * 0.85, y),
        (reach[0] + s * 0.2, reach[1]),
        (reach[0] - s * 0.25, reach[1]),
    ]
    body = [(x - s, y), *ring, (x + s, y + s * 0.1)]
    sunny = along[0] > 0
    face = (
        [(x - s, y), *ring[:4], (x - s * 0.1, y + s * 0.08)]
        if sunny
        else [(x + s, y), *ring[3:][::-1], (x + s * 0.1, y + s * 0.08)]
    )
    return poly(cast, shade, opacity=0.75) + path(outline(body), dark) + path(outline(face), lit)
