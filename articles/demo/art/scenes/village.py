"""A seaside village that smiles too much."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from ..figures import WALK, person, shadow, stand
from ..kit import ORANGE, Canvas, Point, below, circle, ellipse, group, mix, path, poly, rect
from ..land import ridge
from ..sky import halos, strata

GREEN, DEEP, CREAM, PINK, AQUA = "#1f4a3f", "#12312c", "#fbf1dc", "#f2b8a6", "#9fd3cd"
LIT, SHADE = "#fff8e8", "#c9a9a0"


def seaside_village() -> str:
    """Domes and colonnades above a bay; on the sand a great white ball and one person."""
    c = Canvas()
    sun: Point = (1880, 360)
    c.fill(c.down(0, 860, "#7fc4cb", "#a8dad3", "#d9ecd9", "#fbe7c8", "#fbd3b4"))
    c.add(halos(*sun, [120, 220, 350, 520, 740], "#fff6dc", 0.16), circle(*sun, 74, "#fffaf0"))
    c.add(strata(4, 10, (100, 160, 2300, 560), "#fffaf0", 0.55))
    c.add(path(below(ridge(22, 800, 60, 520, 3)), "#a9cfc4"))
    c.add(path(below(ridge(29, 850, 36, 420, 3)), "#83b5ab"))
    _bay(c)
    _hill(c)
    _houses(c)
    _beach(c)
    return c.svg()


def _bay(c: Canvas) -> None:
    """The water in flat planes, glitter, a sail."""
    c.add(rect(-10, 872, 2420, 400, c.down(872, 1200, "#bfe3d8", "#8fcac6", "#6fb3b6")))
    rng = Random(3)
    for _ in range(120):
        y = 884 + 270 * rng.random() ** 1.4
        x = rng.gauss(1900, 260)
        w = 8 + (y - 880) * 0.16
        c.add(ellipse(x, y, w, 1.4 + (y - 880) * 0.01, "#fffaf0", opacity=0.8))
    x, y = 2010.0, 952.0
    c.add(
        path(f"M{x} {y - 130}Q{x + 66} {y - 60} {x + 74} {y - 14}H{x}Z", ORANGE),
        path(f"M{x - 8} {y - 112}Q{x - 50} {y - 56} {x - 52} {y - 14}H{x - 8}Z", LIT),
        path(f"M{x - 66} {y - 8}H{x + 84}L{x + 60} {y + 14}H{x - 46}Z", DEEP),
    )


def _hill(c: Canvas) -> None:
    """The wooded headland on the left, in three planes of green."""
    for pts, tone in (
        (
            [
                (-40, 470),
                (200, 420),
                (480, 470),
                (760, 560),
                (1010, 700),
                (1230, 830),
                (1330, 905),
                (1440, 1020),
                (1500, 1110),
            ],
            "#3f7a68",
        ),
        (
            [
                (-40, 640),
                (240, 600),
                (520, 650),
                (820, 760),
                (1050, 860),
                (1200, 930),
                (1330, 1010),
                (1400, 1110),
            ],
            "#2c5f52",
        ),
    ):
        n = ridge(len(pts), 0, 16, 34, 3, 12, (-40, pts[-1][0]))
        smooth = [(x, _at(pts, x) + dy) for x, dy in n]
        c.add(path(below(smooth, 1130), tone))


def _at(points: Sequence[Point], x: float) -> float:
    """The height of a broken line at `x`."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


TILES = ("#c9725a", "#d98a6a", "#5fa39a")

HOUSES = (
    (60, 800, 120, 150, PINK, TILES[0], "gable"),
    (210, 770, 96, 190, CREAM, TILES[2], "flat"),
    (330, 800, 140, 130, AQUA, TILES[1], "gable"),
    (500, 790, 80, 330, CREAM, TILES[2], "spire"),
    (600, 850, 130, 150, "#f6d58f", TILES[0], "gable"),
    (120, 930, 130, 150, CREAM, TILES[1], "flat"),
    (270, 940, 120, 170, PINK, TILES[2], "dome"),
    (760, 900, 96, 170, PINK, TILES[2], "flat"),
    (430, 950, 120, 130, LIT, TILES[0], "gable"),
    (590, 960, 230, 170, LIT, "#4f9a90", "dome"),
    (860, 950, 120, 140, AQUA, TILES[0], "gable"),
    (1000, 960, 76, 240, CREAM, TILES[0], "spire"),
    (1090, 968, 110, 110, PINK, TILES[1], "gable"),
)
"""Left edge, foot, width, height, wall, roof colour and roof kind, farther ones first."""


def _block(x: float, y: float, w: float, h: float, tone: str, roof: str, kind: str) -> str:
    """A toy building standing on `y`: lit from the right, with a roof of the given kind."""
    out = [
        rect(x, y - h, w, h, mix(tone, "#7d6f86", 0.3)),
        rect(x + w * 0.34, y - h, w * 0.66, h, tone),
    ]
    top = y - h
    out += _roof(x, top, w, roof, kind)
    cols, rows = max(1, int(w / 44)), max(1, int(h / 74))
    for i in range(cols):
        for j in range(rows):
            wx, wy = x + w * (i + 0.5) / cols, top + h * (j + 0.5) / rows
            out.append(
                path(
                    f"M{wx - 8} {wy + 18}V{wy - 8}A8 8 0 0 1 {wx + 8} {wy - 8}V{wy + 18}Z",
                    "#4a6f74",
                    opacity=0.85,
                )
            )
    return group(*out)


def _roof(x: float, top: float, w: float, roof: str, kind: str) -> list[str]:
    """A dome, a gable, a spire or (for any other kind) a flat cornice, `w` wide on `top`."""
    if kind == "dome":
        return [
            path(
                f"M{x - 6} {top}A{w / 2 + 6} {w / 2 + 6} 0 0 1 {x + w + 6} {top}Z",
                mix(roof, DEEP, 0.35),
            ),
            path(
                f"M{x + w * 0.4} {top}Q{x + w * 0.42} {top - w * 0.42} {x + w / 2} "
                f"{top - w / 2 - 6}A{w / 2 + 6} {w / 2 + 6} 0 0 1 {x + w + 6} {top}Z",
                roof,
            ),
            rect(x + w / 2 - 9, top - w / 2 - 36, 18, 34, LIT),
            circle(x + w / 2, top - w / 2 - 46, 7, roof),
        ]
    if kind == "gable":
        return [
            poly(((x - 8, top), (x + w / 2, top - w * 0.42), (x + w + 8, top)), roof),
            poly(
                ((x - 8, top), (x + w / 2, top - w * 0.42), (x + w * 0.34, top)),
                mix(roof, DEEP, 0.35),
            ),
        ]
    if kind == "spire":
        return [
            rect(x - 6, top, w + 12, 9, LIT),
            poly(((x, top), (x + w / 2, top - w * 1.5), (x + w, top)), roof),
            poly(((x, top), (x + w / 2, top - w * 1.5), (x + w * 0.4, top)), mix(roof, DEEP, 0.4)),
        ]
    return [rect(x - 6, top - 8, w + 12, 14, LIT)]


def _houses(c: Canvas) -> None:
    """The village: houses, a bell tower, a domed hall, a colonnade, dark trees between."""
    for x, y, w, h, tone, roof, kind in HOUSES:
        c.add(_block(x, y, w, h, tone, roof, kind))
    for x, y, h in (
        (40, 900, 150),
        (400, 880, 130),
        (560, 900, 150),
        (745, 950, 170),
        (985, 960, 150),
        (20, 1010, 190),
        (1215, 985, 120),
    ):
        c.add(
            path(
                f"M{x} {y}C{x - 30} {y - h * 0.4} {x - 12} {y - h * 0.9} {x} {y - h}"
                f"C{x + 12} {y - h * 0.9} {x + 30} {y - h * 0.4} {x} {y}Z",
                GREEN,
            )
        )
    y = 1040
    c.add(path(f"M-40 {y - 60}H1290Q1340 {y - 50} 1360 {y + 60}H-40Z", "#e6cfae"))
    c.add(rect(-40, y - 66, 1330, 12, LIT))
    for left in range(30, 1260, 74):
        arch = f"M{left} {y + 40}V{y - 10}A24 24 0 0 1 {left + 48} {y - 10}V{y + 40}Z"
        c.add(path(arch, "#8d7f78"))
    c.add(path(f"M-40 {y + 34}H1350V{y + 60}H-40Z", LIT))


def _beach(c: Canvas) -> None:
    """Sand, the ball with its shadow, the figure with a long shadow, a line of steps."""
    shore: list[Point] = [
        (-40, 1085),
        (700, 1082),
        (1300, 1096),
        (1700, 1130),
        (2050, 1190),
        (2440, 1300),
    ]
    c.add(path(below([(x, y - 16) for x, y in shore]), "#f7f6e4"))
    c.add(path(below(shore), c.down(1080, 1600, "#f6dcb4", "#eec392", "#d59c77")))
    c.add(
        path(below([(-40, 1500), (600, 1470), (1200, 1520), (1800, 1590), (2440, 1640)]), "#b97f68")
    )
    _ball(c)
    who, rim = person(WALK, "#142c28"), person(WALK, "#fff4dc")
    fx, fy, high = 1730.0, 1424.0, 150.0
    c.add(
        shadow(fx, fy, high, who, (-3.2, 0.85), 0.75, True),
        stand(fx, fy, high, who, rim, (2.4, -1.6), True),
    )
    for i in range(26):
        c.add(
            ellipse(fx + 34 + i * 26, fy + 3 + i * 3 + (i % 2) * 8, 8, 3.2, "#a9705f", opacity=0.8)
        )


def _ball(c: Canvas) -> None:
    """The great white ball and its shadow."""
    x, y, r = 1240.0, 1190.0, 190.0
    c.add(
        ellipse(
            x - 330, y + 196, 400, 30, "#a9705f", opacity=0.8, transform=f"rotate(-9 {x} {y + 196})"
        )
    )
    clip = c.clip(circle(x, y, r, "#fff"))
    c.add(
        group(
            circle(x, y, r, "#a8a6b8"),
            circle(x + 40, y - 26, r * 0.98, "#cfd3d6"),
            circle(x + 78, y - 52, r * 0.9, "#f3f1e8"),
            circle(x + 104, y - 72, r * 0.66, "#ffffff"),
            ellipse(x - 40, y + r + 8, r * 0.8, 30, "#d9b49c", opacity=0.8),
            clip_path=clip,
        )
    )
