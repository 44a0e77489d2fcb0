"""Leaving Mars, and a works on a rock above it."""

from random import Random

from ..figures import CLING, LOOK, person, stand
from ..globe import Globe
from ..kit import (
    ORANGE,
    Canvas,
    Point,
    below,
    circle,
    ellipse,
    group,
    line,
    path,
    place,
    poly,
    rect,
)
from ..land import ridge, rocks
from ..relief import bands
from ..sky import flare, glow, halos, stars


def ascent() -> str:
    """A stripped craft climbs from Mars with one small figure on its outside."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#060a1a", "#131a36", "#3b2b44", "#8a4a45", "#d98a60"))
    c.add(stars(9, 360, (0, 0, 2400, 900)))
    g = Globe(700, 4120, 2860, (0.7, -0.55, 0.4))
    area = (-20.0, 1240.0, 2420.0, 1620.0)
    g.air(c, "#f6bd8c", ((190, 0.16), (120, 0.2), (64, 0.3), (26, 0.5)))
    marks = g.marks(19, (7, 15), 4, 0.9)
    g.draw(
        c,
        "#c0623b",
        bands(marks, area, 7, [(0.04, "#a84e30"), (0.18, "#8a3d2a")]),
        bands(lambda x, y: -marks(x, y), area, 7, [(0.2, "#db8754")], 0.8),
        g.night(area, 10, "#1a0d1c", (0.66, 0.5, 0.36), 0.34),
    )
    tip: Point = (1270, 760)
    c.add(halos(*tip, [190, 320, 480, 680, 920], "#ffb48a", 0.06))
    trail = c.linear(
        (400, 1500),
        tip,
        (0, "#ffd9a8", 0.0),
        (0.45, "#ffd9a8", 0.35),
        (0.85, "#ffe9c6", 0.85),
        (1, "#fffaf0"),
    )
    c.add(
        path(
            "M1240 770C1120 1010 860 1240 420 1400C900 1262 1170 1040 1290 792Z",
            trail,
            filter=c.blur(9),
        )
    )
    c.add(path("M1252 772C1150 990 900 1230 520 1370C920 1240 1180 1020 1280 788Z", trail))
    c.add(glow(c, 1258, 790, 260, ORANGE, 0.6), flare(c, 1262, 782, 130, "#fffaf0"))
    c.add(place(1290, 735, 1.62, _frame(), turn=28))
    return c.svg()


def _frame() -> str:
    """A bare climber: bell, two tanks in a truss, an open deck, a figure held to its flank."""
    dark, mid, lit = "#1c1d33", "#8d7f86", "#ffe9cc"
    truss = "".join(
        line((-36, y), (36, y - 40), mid, 4) + line((36, y), (-36, y - 40), dark, 4)
        for y in (-40, -80, -120, -160, -200, -240)
    )
    who, rim = person(CLING, "#14162a", suit=True), person(CLING, "#fff1da", suit=True)
    return group(
        path("M-16 -6L-34 40H34L16 -6Z", dark),
        path("M4 -6L14 40H34L16 -6Z", lit),
        rect(-40, -286, 6, 280, mid),
        rect(34, -286, 6, 280, lit),
        truss,
        rect(-30, -118, 60, 110, dark, rx=28),
        rect(6, -114, 22, 102, mid, rx=11),
        rect(18, -110, 9, 94, lit, rx=4.5),
        rect(-24, -212, 48, 88, dark, rx=22),
        rect(6, -208, 16, 80, mid, rx=8),
        rect(15, -204, 6, 72, lit, rx=3),
        rect(-48, -292, 96, 10, mid),
        rect(10, -292, 38, 10, lit),
        path("M-34 -292L-24 -352H20L34 -292Z", dark),
        path("M8 -292L6 -352H20L34 -292Z", lit),
        rect(-14, -338, 16, 18, "#ffd58a", rx=4),
        line((-4, -352), (-4, -400), mid, 3),
        circle(-4, -402, 4, ORANGE),
        stand(-57, -150, 84, who, rim, (3, -1)),
    )


def ore_works() -> str:
    """A mining works alight on a small world; a figure on a ridge looks up at Mars."""
    c = Canvas()
    c.fill(c.down(0, 1300, "#04060f", "#090e20", "#111833"))
    c.add(stars(57, 480, (0, 0, 2400, 1150)))
    mx, my, r = 1500.0, 470.0, 330.0
    c.add(halos(mx, my, [430, 560, 730, 950], "#b8532f", 0.06))
    g = Globe(mx, my, r, (-0.78, -0.3, 0.5))
    area = (mx - r - 8, my - r - 8, mx + r + 8, my + r + 8)
    marks = g.marks(9, (2.0, 3.6), 5, 0.9, 0.25)
    g.air(c, "#f0a577", ((10, 0.35), (4, 0.6)))
    g.draw(
        c,
        "#cd6d3e",
        bands(marks, area, 4, [(0.04, "#b4552f"), (0.18, "#93422a"), (0.3, "#77332a")]),
        bands(lambda x, y: -marks(x, y), area, 4, [(0.22, "#e09463")], 0.8),
        ellipse(mx + 24, my - r * 0.94, 120, 26, "#f6e2c8"),
        g.night(area, 5, "#080b1c", (0.42, 0.27, 0.13, 0.02), 0.45),
    )
    _works(c)
    return c.svg()


def _arc(seed: int, top: float, bend: float, rough: float) -> list[Point]:
    """The skyline of a small world: strongly curved and uneven."""
    return [
        (x, y + bend * ((x - 1200) / 1200) ** 2) for x, y in ridge(seed, top, rough, 240, 4, 14)
    ]


def _works(c: Canvas) -> None:
    """Planes of dark rock, towers, a conveyor, floodlights, the figure."""
    far, mid, near = "#2c2b40", "#1c1d33", "#0b0e1e"
    c.add(path(below(_arc(3, 1010, 210, 26)), far))
    c.add(glow(c, 900, 1060, 620, "#ffb86a", 0.6))
    c.add(*_plant(mid))
    c.add(
        path(
            below(_arc(8, 1130, 190, 34)),
            c.linear((0, 1100), (0, 1380), (0, "#6a4c4a"), (0.3, "#3a2f40"), (0.7, mid), (1, mid)),
        )
    )
    beam = c.linear((0, 1010), (0, 1250), (0, "#ffdf9f", 0.5), (1, "#ffcf8c", 0.0))
    for x, y in ((520.0, 1140.0), (705, 1108), (1000, 1096), (1215, 1104), (1405, 1120)):
        c.add(
            path(f"M{x - 6} {y - 110}L{x - 90} {y + 120}H{x + 90}L{x + 6} {y - 110}Z", beam),
            line((x, y + 10), (x, y - 110), near, 5),
            circle(x, y - 112, 6, "#fff1cf"),
            glow(c, x, y - 112, 60, "#ffdf9f", 0.9),
        )
    rng = Random(4)
    for _ in range(30):
        x = rng.uniform(420, 1420)
        y = 1160 + 150 * ((x - 1200) / 1200) ** 2 + rng.uniform(0, 70)
        c.add(circle(x, y, rng.uniform(1.5, 3.0), rng.choice(("#ffdf9f", "#ffb45f"))))
    c.add(path(below(_arc(12, 1330, 330, 30)), near))
    c.add(rocks(5, 22, (1000, 1390, 2200, 1560), "#2c2f4a", near, "#05070f", (3, 0.5), (8, 26)))
    who, rim = person(LOOK, "#05070f", suit=True), person(LOOK, "#ffb98a", suit=True)
    c.add(stand(1565, 1378, 150, who, rim, (-3, -2)))


def _plant(tone: str) -> list[str]:
    """The works' silhouettes: headframe, conveyor, saw-tooth shed, crane, stores."""
    out = [*_headframe(1090, 1150, 380, tone), *_stores(tone)]
    out.append(line((660, 950), (1080, 850), tone, 16))
    out.append(line((720, 1120), (1076, 830), tone, 20))
    for i in range(10):
        out.append(circle(728 + 348 * i / 10, 1100 - 284 * i / 10, 3.2, "#ffd58a"))
        out.append(
            line((740 + 330 * i / 10, 1102 - 270 * i / 10), (740 + 330 * i / 10, 1170), tone, 3)
        )
    shed = [(1180, 1180), (1180, 1060)]
    for x in (1240, 1300, 1360):
        shed += [(x, 1020), (x, 1060)]
    out.append(poly([*shed[:-1], (1360, 1180)], tone))
    out += [rect(1196 + i * 27, 1086, 15, 11, "#ffd58a") for i in range(6)]
    out += [
        line((1440, 1190), (1440, 930), tone, 9),
        line((1350, 948), (1560, 918), tone, 7),
        line((1440, 900), (1540, 921), tone, 3),
        line((1440, 900), (1440, 940), tone, 5),
        line((1530, 922), (1530, 1010), tone, 2.4),
        rect(1520, 1008, 20, 18, tone),
    ]
    return out


def _stores(tone: str) -> list[str]:
    """Three silos and two round tanks, lit from the works' side."""
    out = []
    for x, w, h in ((470.0, 74, 170), (548, 74, 210), (626, 74, 190)):
        out.append(
            path(f"M{x} 1190V{1130 - h}Q{x + w / 2} {1090 - h} {x + w} {1130 - h}V1190Z", "#2d2b44")
        )
        out.append(
            path(f"M{x + w - 9} 1190V{1124 - h}L{x + w} {1130 - h}V1190Z", "#ffbf80", opacity=0.75)
        )
    r = 52
    for x in (800.0, 915.0):
        out += [
            circle(x, 1062, r, tone),
            line((x - 30, 1090), (x - 40, 1180), tone, 6),
            line((x + 30, 1090), (x + 40, 1180), tone, 6),
            path(
                f"M{x + 12} {1062 - r + 3}A{r} {r} 0 0 1 {x + r - 2} 1070",
                stroke="#ffbf80",
                stroke_width=5,
                opacity=0.8,
            ),
        ]
    return out


def _headframe(x: float, y: float, high: float, tone: str) -> list[str]:
    """A winding tower: braced legs, a wheel on top, a warning lamp."""
    out = [
        line((x - 62, y), (x - 20, y - high), tone, 10),
        line((x + 62, y), (x + 20, y - high), tone, 10),
    ]
    for i in range(6):
        t, u = i / 6, (i + 1) / 6
        a, b = 62 - 42 * t, 62 - 42 * u
        out += [
            line((x - a, y - high * t), (x + b, y - high * u), tone, 4),
            line((x + a, y - high * t), (x - b, y - high * u), tone, 4),
        ]
    out += [
        rect(x - 52, y - high - 8, 104, 14, tone),
        rect(x - 6, y - high - 8, 58, 4, "#ffbf80"),
        circle(x, y - high - 40, 36, "none", stroke=tone, stroke_width=8),
        line((x - 34, y - high - 40), (x + 34, y - high - 40), tone, 4),
        line((x, y - high - 74), (x, y - high - 6), tone, 4),
        circle(x, y - high - 84, 7, ORANGE),
    ]
    return out
