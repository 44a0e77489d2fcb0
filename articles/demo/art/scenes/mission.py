"""Mission control at night, seen from behind."""

import math
from random import Random

from ..atlas import world
from ..figures import person, stand
from ..kit import ORANGE, Canvas, Point, circle, curve, ellipse, group, line, num, path, poly, rect
from ..sky import glow

INKY = "#070b18"
RIM = "#9fc3d8"
SCREEN = (430.0, 150.0, 1540.0, 690.0)
BACK = (
    (0.0, -92.0),
    (0.0, -79.0),
    (0.0, -47.0),
    (-5.0, -25.0),
    (-8.0, -3.0),
    (5.0, -25.0),
    (8.0, -3.0),
    (-19.0, -62.0),
    (-9.0, -50.0),
    (19.0, -62.0),
    (9.0, -50.0),
)


def mission_control() -> str:
    """Rows of heads before an enormous glowing map of the world with orbits on it."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#0a1122", "#111c36", "#0b1226"))
    _room(c)
    _screen(c)
    for i, (y, size, count, seed) in enumerate(
        ((985, 50, 13, 4), (1105, 72, 10, 7), (1262, 104, 8, 2), (1480, 156, 6, 9))
    ):
        _row(c, y, size, count, seed, i)
    _director(c)
    return c.svg()


def _room(c: Canvas) -> None:
    """Ceiling and side walls closing in on the screen, side screens, the light between."""
    x, y, w, h = SCREEN
    c.add(poly(((-10, -10), (2410, -10), (x + w + 60, y - 60), (x - 60, y - 60)), "#0c1428"))
    for i in range(1, 7):
        t = i / 7
        c.add(line((2400 * t, -10), (x - 60 + (w + 120) * t, y - 60), "#1a2848", 3))
    for sx, far in ((-10, x - 60), (2410, x + w + 60)):
        c.add(poly(((sx, -10), (far, y - 60), (far, y + h + 120), (sx, 1500)), "#0e1830"))
        a, b = sx + (far - sx) * 0.25, sx + (far - sx) * 0.82
        c.add(poly(((a, 120), (b, 170), (b, 620), (a, 720)), "#1b3557"))
        c.add(*_traces(a, b, int(sx) % 7 + 3))
    c.add(glow(c, 1200, 520, 1250, "#4d8fb3", 0.5))


def _traces(a: float, b: float, seed: int) -> list[str]:
    """Rows of readings on a side screen between two upright edges."""
    rng = Random(seed)
    out = []
    lo, hi = min(a, b), max(a, b)
    for i in range(11):
        y = 220 + i * 38
        long = (hi - lo) * rng.uniform(0.3, 0.8)
        out.append(line((lo + 26, y), (lo + 26 + long, y), "#8fc0d4", 6, opacity=0.5))
    return out


def _screen(c: Canvas) -> None:
    """The map: lands, a grid, ground tracks, and one track in orange with its ship."""
    x, y, w, h = SCREEN
    clip = c.clip(rect(x, y, w, h, "#fff", rx=14))
    sea = c.radial((1200, 470), 900, (0, "#2f7396"), (0.6, "#1f5378"), (1, "#153a5c"))
    grid = [
        line((x + w * i / 12, y), (x + w * i / 12, y + h), "#bfe3ea", 1.5, opacity=0.22)
        for i in range(13)
    ]
    grid += [
        line((x, y + h * i / 6), (x + w, y + h * i / 6), "#bfe3ea", 1.5, opacity=0.22)
        for i in range(7)
    ]
    lands = world(1200, 505, w * 0.98)
    parts = [rect(x, y, w, h, sea), *grid, path(lands, "#a9d3d2")]
    for k, (colour, wide, o) in enumerate(
        (("#f2f4e4", 3.0, 0.75), ("#f2f4e4", 3.0, 0.5), (ORANGE, 7.0, 1.0))
    ):
        parts.append(path(_track(k * 0.9), stroke=colour, stroke_width=wide, opacity=o))
    px, py = 1420, _swing(1420, 1.8)
    parts += [
        glow(c, px, py, 110, ORANGE, 0.85),
        circle(px, py, 15, "#fff6e6"),
        circle(px, py, 34, "none", stroke="#fff6e6", stroke_width=4),
    ]
    c.add(rect(x - 14, y - 14, w + 28, h + 28, INKY, rx=22), group(*parts, clip_path=clip))
    for i, sx in enumerate((520, 1200, 1880)):
        c.add(rect(sx - 130, y + h + 32, 260, 50, "#17304f", rx=6))
        c.add(rect(sx - 104, y + h + 50, 120 + 30 * i, 13, "#cfe6e4", opacity=0.75))


def _swing(x: float, phase: float) -> float:
    """The height of a ground track at `x`."""
    return 485 - 205 * math.sin((x - 430) / 1540 * 2 * math.pi * 1.25 + phase)


def _track(phase: float) -> str:
    """A ground track from edge to edge."""
    return curve([(x, _swing(x, phase)) for x in range(400, 2010, 35)])


def _row(c: Canvas, y: float, size: float, count: int, seed: int, depth: int) -> None:
    """One row of desks and the people at them, `size` pixels from chin to crown."""
    rng = Random(seed)
    gap = 2560 / count
    tone = ("#0d1730", "#0b1329", "#090f22", INKY)[depth]
    spread = 0.62 + depth * 0.14
    c.add(rect(-10, y - size * 0.42, 2420, 800, tone))
    c.add(rect(-10, y - size * 0.42, 2420, 2 + depth, "#5d8aa8", opacity=0.75))
    for i in range(count):
        x = 1200 + (i + 0.5 - count / 2) * gap * spread + rng.uniform(-0.08, 0.08) * gap
        side = 1 if rng.random() < 0.5 else -1
        mx = x + side * size * 1.0
        lamp = "#ffd79b" if rng.random() < 0.22 else "#9fd6dc"
        c.add(rect(mx - size * 0.52, y - size * 0.98, size * 1.04, size * 0.66, INKY, rx=5))
        c.add(
            rect(
                mx - size * 0.42, y - size * 0.9, size * 0.84, size * 0.48, lamp, rx=3, opacity=0.85
            )
        )
        c.add(_bust(x, y, size, tone, rng.randrange(4)))


def _bust(x: float, y: float, size: float, tone: str, kind: int) -> str:
    """Head and shoulders from behind, the screen's light along their upper edge."""
    s = size / 100
    head = {
        0: "M-34 -118Q-36 -168 0 -170Q36 -168 34 -118Q30 -84 0 -82Q-30 -84 -34 -118Z",
        1: "M-42 -80Q-46 -172 0 -172Q46 -172 42 -80Q20 -66 0 -68Q-20 -66 -42 -80Z",
        2: "M-34 -118Q-36 -166 -14 -170Q-16 -196 2 -196Q18 -194 14 -170Q36 -166 34 -118"
        "Q30 -84 0 -82Q-30 -84 -34 -118Z",
        3: "M-34 -118Q-36 -168 0 -170Q36 -168 34 -118Q30 -84 0 -82Q-30 -84 -34 -118Z",
    }[kind]
    body = "M-18 -92V-66Q-84 -56 -98 8L-104 120H104L98 8Q84 -56 18 -66V-92Z"
    both = path(head, "COLOUR") + path(body, "COLOUR")
    if kind == 3:
        both += path("M-40 -122Q-40 -178 0 -178Q40 -178 40 -122", stroke="COLOUR", stroke_width=7)
        both += ellipse(-38, -116, 10, 16, "COLOUR") + ellipse(38, -116, 10, 16, "COLOUR")
    lit = group(
        both.replace("COLOUR", RIM),
        opacity=0.85,
        transform=f"translate({num(x)} {num(y - 1.2 - s * 2.6)}) scale({s * 1.012:.3f})",
    )
    return lit + group(
        both.replace("COLOUR", tone), transform=f"translate({num(x)} {num(y)}) scale({s:.3f})"
    )


def _director(c: Canvas) -> None:
    """One person standing in the middle, small before the screen."""
    feet: Point = (1176, 1010)
    c.add(stand(*feet, 250, person(BACK, "#060a16"), person(BACK, RIM), (0, -3)))
