"""In orbit, and on the way."""

import math
from collections.abc import Callable
from random import Random

from ..globe import Globe
from ..kit import (
    INK,
    ORANGE,
    Canvas,
    Point,
    circle,
    ellipse,
    group,
    line,
    outline,
    path,
    place,
    poly,
    rect,
)
from ..relief import Noise3, bands
from ..sky import flare, glow, halos, stars


def orbital_handshake() -> str:
    """Two craft about to dock over the line between day and night."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#03060f", "#070d1f", "#0d1833"))
    c.add(stars(77, 420, (0, 0, 2400, 1200)))
    g = Globe(900, 3420, 2500, (0.95, 0.1, 0.0))
    area = (-20.0, 880.0, 2420.0, 1620.0)
    g.air(c, "#7fc0f5", ((84, 0.1), (50, 0.16), (26, 0.3), (10, 0.6)))
    lands, clouds = g.marks(21, (5.0, 6.5), 4, 0.6, 0.2), g.marks(8, (6.0, 13.0), 4, 1.2, 0.25)
    g.draw(
        c,
        "#255a9b",
        bands(lands, area, 8, [(0.1, "#4f7f7c"), (0.22, "#8d8f6d")]),
        bands(clouds, area, 8, [(0.1, "#a9c6de"), (0.2, "#f4efe4")]),
        g.night(area, 10, "#060a1a", (0.26, 0.19, 0.125, 0.065, 0.01), 0.5),
        _cities(g, lands),
    )
    sun: Point = (2060, 330)
    c.add(halos(*sun, [90, 170, 280, 420], "#bfe0ff", 0.08), flare(c, *sun, 380, "#fffaf0"))
    c.add(glow(c, 1180, 640, 320, "#9cc7f0", 0.16))
    c.add(place(1130, 640, 1.18, _cone_craft(c), turn=-7))
    c.add(place(1250, 625, 1.18, _winged_craft(c), turn=-7))
    return c.svg()


def _cities(g: Globe, lands: Callable[[float, float], float]) -> str:
    """Lights on the night side, in clusters."""
    rng = Random(6)
    out = []
    tries = [(rng.uniform(0, 1500), rng.uniform(930, 1600)) for _ in range(1500)]
    for x, y in tries:
        if g.place(x, y)[3] and g.day(x, y) < 0.07 and lands(x, y) > 0.02:
            out += [
                circle(
                    x + rng.gauss(0, 13),
                    y + rng.gauss(0, 6),
                    rng.uniform(0.9, 2.4),
                    "#ffcf87",
                    opacity=rng.uniform(0.35, 0.95),
                )
                for _ in range(rng.randrange(1, 6))
            ]
    return "".join(out)


def _cone_craft(c: Canvas) -> str:
    """A cone on a cylinder with one bell, its nose at (0, 0), 430 long, to the left."""
    hull = c.linear(
        (0, -74),
        (0, 74),
        (0, "#f6ecd9"),
        (0.3, "#f6ecd9"),
        (0.301, "#b9bfcc"),
        (0.62, "#b9bfcc"),
        (0.621, "#4a5678"),
        (1, "#2a3454"),
    )
    return group(
        path("M-372 -26L-440 -62V62L-372 26Z", "#1b2440"),
        path("M-372 -26L-440 -62V-20Z", "#7f8aa6"),
        rect(-380, -74, 250, 148, hull),
        rect(-386, -78, 12, 156, "#1b2440"),
        rect(-136, -76, 8, 152, "#1b2440"),
        rect(-300, -74, 3, 148, "#1b2440", opacity=0.5),
        rect(-220, -74, 3, 148, "#1b2440", opacity=0.5),
        rect(-372, -74, 26, 148, "#39456a", opacity=0.55),
        path("M-128 -74L-34 -26V26L-128 74Z", hull),
        rect(-70, -14, 20, 12, INK, rx=4),
        rect(-34, -20, 22, 40, "#8b94ab"),
        rect(-14, -26, 14, 52, "#39456a"),
        rect(-34, -20, 22, 10, "#f6ecd9"),
        rect(-200, -92, 40, 18, "#8b94ab"),
        rect(-270, -28, 22, 22, ORANGE),
        line((-330, 74), (-352, 128), "#8b94ab", 4),
        ellipse(-356, 134, 30, 12, "#b9bfcc", transform="rotate(24 -356 134)"),
    )


def _winged_craft(c: Canvas) -> str:
    """A sphere, a bell and a cylinder with two blue wings, its nose at (0, 0), to the right."""
    hull = c.linear(
        (0, -66),
        (0, 66),
        (0, "#e9e2c6"),
        (0.3, "#e9e2c6"),
        (0.301, "#8f9a86"),
        (0.62, "#8f9a86"),
        (0.621, "#3c4a4c"),
        (1, "#222c38"),
    )
    wings = ""
    for sign in (-1, 1):
        cells = "".join(rect(256 + i * 22, 68, 2, 196, "#8fb4dd", opacity=0.5) for i in range(4))
        wings += group(
            rect(282, 50, 8, 24, "#5b6670"),
            rect(236, 68, 100, 196, "#28508a"),
            rect(236, 68, 100, 60 if sign < 0 else 24, "#5f8fc4"),
            cells,
            rect(236, 164, 100, 3, "#8fb4dd", opacity=0.5),
            transform=f"scale(1 {sign})",
        )
    return group(
        wings,
        rect(0, -24, 16, 48, "#39456a"),
        rect(16, -17, 24, 34, "#8f9a86"),
        rect(16, -17, 24, 9, "#e9e2c6"),
        circle(94, 0, 62, hull),
        circle(74, -10, 11, "#1b2330"),
        rect(146, -40, 12, 80, "#222c38"),
        path("M156 -44Q216 -56 236 -66V66Q216 56 156 44Z", hull),
        rect(236, -66, 118, 132, hull),
        rect(236, -66, 5, 132, "#222c38"),
        path("M354 -66L384 -78V78L354 66Z", hull),
        rect(384, -24, 18, 48, "#222c38"),
        line((110, -60), (124, -112), "#e9e2c6", 3),
        circle(124, -114, 5, "#e9e2c6"),
        circle(300, -28, 7, ORANGE),
    )


def three_ships() -> str:
    """Three tiny ships on long lines of light, racing toward a small Mars."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#050916", "#0a1228", "#121d3f"))
    n = Noise3(14)

    def dust(x: float, y: float) -> float:
        u = (x * 0.55 + y * 0.83 - 1500) / 620
        return n.fbm(x / 420, y / 420, 2.2, 4) * 0.9 + 0.34 - u * u

    c.add(
        bands(
            dust,
            (-20, -20, 2420, 1620),
            14,
            [(-0.1, "#141f43"), (0.12, "#1a274f"), (0.32, "#1e2d5a")],
            0.55,
        )
    )
    c.add(stars(31, 620, (0, 0, 2400, 1600)))
    mx, my, r = 1690.0, 470.0, 170.0
    c.add(halos(mx, my, [260, 380, 540, 740], "#ff9a6b", 0.05))
    g = Globe(mx, my, r, (-0.62, 0.5, 0.5))
    area = (mx - r - 6, my - r - 6, mx + r + 6, my + r + 6)
    marks = g.marks(9, (1.9, 3.4), 4, 0.8, 0.3)
    g.draw(
        c,
        "#d0703f",
        bands(marks, area, 3, [(0.06, "#b4552f"), (0.2, "#8f3f29")]),
        g.night(area, 4, "#0a0d1f", (0.42, 0.26, 0.1), 0.5),
    )
    for tail, head, tone, wide in (
        ((-260, 1290), (1165, 742), "#bcd7ff", 24.0),
        ((240, 1900), (1410, 838), "#ffe9c2", 26.0),
        ((-300, 1720), (1010, 960), ORANGE, 30.0),
    ):
        c.add(_streak(c, tail, head, tone, wide))
    return c.svg()


def _streak(c: Canvas, tail: Point, head: Point, tone: str, wide: float) -> str:
    """One ship at `head`, its drive's light running back to `tail`."""
    a = math.atan2(head[1] - tail[1], head[0] - tail[0])
    sx, sy = -math.sin(a) * wide, math.cos(a) * wide
    paint = c.linear(tail, head, (0, tone, 0.0), (0.4, tone, 0.4), (0.8, tone, 0.9), (1, "#fffdf4"))
    beam = (
        (tail[0] - sx * 1.8, tail[1] - sy * 1.8),
        (head[0] - sx * 0.22, head[1] - sy * 0.22),
        (head[0] + sx * 0.22, head[1] + sy * 0.22),
        (tail[0] + sx * 1.8, tail[1] + sy * 1.8),
    )
    core = (
        (tail[0], tail[1]),
        (head[0] - sx * 0.2, head[1] - sy * 0.2),
        (head[0] + sx * 0.2, head[1] + sy * 0.2),
    )
    ship = group(
        poly(((0, -7), (0, 7), (14, 3), (14, -3)), "#c9ced8"),
        rect(12, -3, 84, 6, "#c9ced8"),
        rect(22, -10, 16, 20, "#8f98ae", rx=3),
        rect(42, -10, 16, 20, "#8f98ae", rx=3),
        rect(22, -10, 16, 6, "#ffffff", rx=2),
        rect(42, -10, 16, 6, "#ffffff", rx=2),
        rect(68, -22, 5, 44, "#c9ced8"),
        path("M80 -11H98Q112 -8 116 0Q112 8 98 11H80Z", "#c9ced8"),
        path("M80 -11H98Q110 -9 114 -3H80Z", "#ffffff"),
    )
    return (
        path(outline(beam), paint, opacity=0.42)
        + path(outline(core), paint)
        + glow(c, *head, 150, tone, 0.75)
        + place(*head, 1.25, ship, turn=math.degrees(a))
        + flare(c, *head, 80, "#fffdf4")
    )
