"""The open ocean at dawn."""

from random import Random

from ..craft import leviathan
from ..kit import ORANGE, Canvas, Point, below, circle, group, line, num, path, place, poly, rect
from ..land import ridge
from ..sky import glow, halos, stars, strata
from ..smoke import bank, heap

AXIS = 1250.0


def sea_launch() -> str:
    """An enormous rocket climbs out of the sea; a ship beside it looks like a toy."""
    c = Canvas()
    c.fill(c.down(0, 1120, "#142250", "#2b3f78", "#6b6a98", "#c98b8d", "#f0b78c", "#f9d7a6"))
    c.add(stars(3, 120, (0, 0, 2400, 430)))
    c.add(halos(AXIS, 1010, [200, 340, 520, 740, 1000, 1300], "#ffd9a0", 0.1))
    c.add(strata(8, 14, (100, 560, 2300, 1000), "#fbe3c3", 0.4))
    c.add(strata(18, 7, (0, 380, 2400, 620), "#8a7397", 0.5))
    _water(c)
    _cloud(c, far=True)
    _rocket(c)
    _cloud(c, far=False)
    _ship(c)
    return c.svg()


def _water(c: Canvas) -> None:
    """The sea in planes, with a road of light under the flame."""
    c.add(rect(-10, 1110, 2420, 500, c.down(1110, 1600, "#b98a8c", "#4c5584", "#17244d")))
    rng = Random(12)
    for _ in range(420):
        t = rng.random() ** 1.5
        y = 1118 + 470 * t
        spread = 170 + 520 * t
        near = rng.random() < 0.6
        x = AXIS + rng.gauss(0, spread * 0.5) if near else rng.uniform(0, 2400)
        long, thick = 14 + 130 * t * rng.uniform(0.4, 1.2), 1.2 + 6 * t
        tone = "#ffe2ad" if near else rng.choice(("#2a3868", "#1a2750", "#8d7f9a"))
        d = (
            f"M{num(x - long)} {num(y)}Q{num(x)} {num(y - thick)} {num(x + long)} {num(y)}"
            f"Q{num(x)} {num(y + thick)} {num(x - long)} {num(y)}Z"
        )
        c.add(path(d, tone, opacity=0.75 - 0.3 * t))
    for i, (y, tone) in enumerate(((1440, "#1d2b58"), (1520, "#131d42"), (1582, "#0b1230"))):
        c.add(path(below(ridge(60 + i, y, 16 + 8 * i, 260 + 60 * i, 3)), tone, opacity=0.9))


def _cloud(c: Canvas, far: bool) -> None:
    """Steam and spray round the foot of the flame."""
    lamp: Point = (AXIS, 1010)
    near = ("#f0a878", "#ffd79c", "#fff3d2")
    if far:
        puffs = bank(7, AXIS, 1130, 1500, 300, 90, 92, 0.75)
        c.add(heap(puffs, lamp, 760, near, ("#6f6896", "#8f7fa3", "#b99cae")))
        return
    puffs = bank(11, AXIS, 1175, 1780, 130, 110, 62, 0.35)
    c.add(heap(puffs, lamp, 820, near, ("#4b4b80", "#6b6594", "#9a84a4")))
    c.add(
        path(
            f"M{AXIS - 960} 1176Q{AXIS} 1240 {AXIS + 960} 1176Q{AXIS} 1196 {AXIS - 960} 1176Z",
            "#fff3d6",
            opacity=0.55,
        )
    )


def _rocket(c: Canvas) -> None:
    """The rocket, its flame, and water falling from its flanks."""
    c.add(glow(c, AXIS, 930, 560, "#fff0c8", 0.85))
    flame = c.linear(
        (0, 810), (0, 1190), (0, "#fffdf0"), (0.35, "#fff0c0"), (0.7, "#ffb45a"), (1, ORANGE)
    )
    c.add(
        path(
            f"M{AXIS - 72} 828C{AXIS - 130} 960 {AXIS - 150} 1080 {AXIS - 110} 1200"
            f"H{AXIS + 110}C{AXIS + 150} 1080 {AXIS + 130} 960 {AXIS + 72} 828Z",
            flame,
        )
    )
    c.add(
        path(
            f"M{AXIS - 46} 828Q{AXIS - 60} 990 {AXIS} 1150Q{AXIS + 60} 990 {AXIS + 46} 828Z",
            "#fffef6",
        )
    )
    c.add(place(AXIS, 812, 6.3, leviathan("#1b2347", "#4a4a77", "#f7e3c4", ORANGE)))
    rng = Random(2)
    for _ in range(70):
        side = rng.choice((-1, 1))
        y = rng.uniform(330, 820)
        x = AXIS + side * (64 + (y - 250) * 0.03 + rng.uniform(0, 26))
        c.add(
            line(
                (x, y),
                (x + side * rng.uniform(2, 16), y + rng.uniform(26, 96)),
                "#fff3dc",
                rng.uniform(1.2, 3.4),
                opacity=rng.uniform(0.25, 0.7),
            )
        )


def _ship(c: Canvas) -> None:
    """A small ship far off to the left, its lights on, and birds."""
    ink = "#1a2148"
    hull = group(
        path("M-92 -22H100L80 6H-80Z", ink),
        rect(-50, -48, 74, 28, ink),
        rect(-34, -68, 36, 22, ink),
        line((-16, -110), (-16, -60), ink, 4),
        line((60, -70), (60, -20), ink, 4),
        *(rect(k, -42, 8, 8, "#ffe0a0") for k in (-40, -24, -8, 8)),
        circle(-16, -112, 5, ORANGE),
        poly(((-80, 8), (80, 8), (-40, 34), (-150, 34)), ink, opacity=0.4),
    )
    c.add(place(545, 1196, 0.72, hull))
    for bx, by, s in ((820, 760, 17), (880, 730, 12), (760, 720, 10), (1690, 640, 12)):
        c.add(
            group(
                path(
                    f"M{bx - s} {by - s * 0.5}Q{bx - s * 0.4} {by - s * 0.6} {bx} {by}"
                    f"Q{bx + s * 0.4} {by - s * 0.6} {bx + s} {by - s * 0.5}",
                    stroke=ink,
                    stroke_width=3,
                    stroke_linecap="round",
                )
            )
        )
