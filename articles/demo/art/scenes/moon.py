"""The Moon."""

from ..craft import dish, dome, mast, module
from ..figures import LOOK, RUN, person, shadow, stand
from ..globe import Globe
from ..kit import ORANGE, Canvas, Point, below, circle, ellipse, group, path, place, poly, rect
from ..land import crater, mountains, pocks, ridge, rocks
from ..relief import bands
from ..sky import flare, glow, stars

SHADE = "#0e1326"
TONES = (SHADE, "#5f657a", "#a9a9ab", "#f3ead8")


def earth(c: Canvas, x: float, y: float, r: float, sun: tuple[float, float, float]) -> None:
    """The home planet: seas, lands, weather, and its night."""
    g = Globe(x, y, r, sun)
    area = (x - r - 12, y - r - 12, x + r + 12, y + r + 12)
    cell = max(2.5, r / 60)
    lands = g.marks(12, (1.7, 1.9), 4, 0.5, 0.35)
    clouds = g.marks(33, (2.0, 4.6), 4, 1.1, 0.35)
    g.air(c, "#8fc4ef", ((r * 0.05, 0.16), (r * 0.02, 0.35)))
    g.draw(
        c,
        "#2a62a3",
        bands(lands, area, cell, [(0.14, "#5f8f86"), (0.26, "#9c9a76")]),
        bands(clouds, area, cell, [(0.1, "#c9dcea"), (0.2, "#f7f3ea")]),
        g.night(area, cell, "#050916", (0.32, 0.18, 0.05), 0.6),
    )


def lunar_base() -> str:
    """A base's lights at the edge of a great crater, the Earth above gray mountains."""
    c = Canvas()
    c.fill(c.down(0, 900, "#04070f", "#080d1c"))
    c.add(stars(41, 420, (0, 0, 2400, 850)))
    earth(c, 1500, 360, 190, (-0.8, -0.35, 0.42))
    c.add(mountains(8, 862, 250, 8, (-150, 2550), "#8d8f99", "#232a40", True, 0.72))
    c.add(mountains(19, 880, 120, 13, (-150, 2550), "#b0aea9", "#2d344a", True, 0.72))
    c.add(rect(-10, 870, 2420, 740, c.down(870, 1600, "#8a8d9a", "#6f7488", "#4f566e")))
    for seed, y, tone in ((52, 968, "#7b7f8f"), (58, 1190, "#666b80"), (61, 1420, "#4b5169")):
        c.add(path(below(ridge(seed, y, 16, 640, 2)), tone, opacity=0.55))
    c.add(pocks(c, 14, 70, (0, 884, 2400, 1250), TONES, 70))
    c.add(crater(c, 1010, 1300, 700, 186, TONES))
    c.add(crater(c, 700, 1345, 130, 25, ("#0e1326", "#262c44", "#3a4058", "#5a6076")))
    c.add(pocks(c, 23, 7, (1900, 1300, 2400, 1600), TONES, 120))
    _base(c)
    c.add(rocks(9, 46, (0, 1490, 2400, 1600), "#f3ead8", "#20273c", SHADE, (4.5, 0.5), (4, 17)))
    who, rim = person(LOOK, "#1b2238", suit=True), person(LOOK, "#fff7e6", suit=True)
    c.add(shadow(1790, 1262, 128, who, (3.6, 0.42), 0.9))
    c.add(stand(1790, 1262, 128, who, rim, (-3, -1)))
    return c.svg()


def _base(c: Canvas) -> None:
    """Modules on the crater's far edge, windows alight, shadows to the right."""
    body, rim, window = "#39405a", "#f5ecdb", "#ffd58a"
    y = 1062
    c.add(poly(((1290, y), (2080, y), (2330, y + 34), (1500, y + 34)), SHADE, opacity=0.92))
    c.add(glow(c, 1640, y - 20, 360, "#ffcf8a", 0.3))
    c.add(
        place(1830, y, 1, mast(270, "#aeb2bd", ORANGE)),
        place(1270, y, 1, module(250, 66, body, rim, window, 5)),
        place(1590, y, 1, dome(104, body, rim, window)),
        place(1680, y, 1, module(300, 84, body, rim, window, 6)),
        place(1990, y, 1, module(120, 50, body, rim, window, 2)),
        place(1400, y - 62, 1, dish(44, body, rim)),
        glow(c, 1830, y - 270, 40, ORANGE, 1),
    )
    for x in (1312, 1353, 1395, 1437, 1479, 1723, 1766, 1809, 1852, 1895, 1938):
        c.add(path(f"M{x - 9} {y + 2}H{x + 9}L{x + 22} {y + 40}H{x - 22}Z", "#ffcf86", opacity=0.3))


def regolith_run() -> str:
    """Two people run over bare ground toward a reactor's dome, the low sun behind it."""
    c = Canvas()
    c.fill(c.down(0, 560, "#03050c", "#070c1a"))
    c.add(stars(63, 300, (0, 0, 2400, 560)))
    sun: Point = (1935, 470)
    for r, o in ((520, 0.05), (360, 0.06), (230, 0.09), (130, 0.14)):
        c.add(circle(*sun, r, "#cfdcff", opacity=o))
    c.add(mountains(28, 560, 120, 11, (-150, 2550), "#4b5268", "#161c30", False, 0.75))
    c.add(flare(c, *sun, 260, "#fffdf4"), circle(*sun, 40, "#fffdf4"))
    stops = ((0, "#b9b4ad"), (0.35, "#858797"), (0.75, "#515a74"), (1, "#2f3852"))
    c.add(rect(-10, 556, 2420, 1060, c.linear((1935, 560), (300, 1600), *stops)))
    tones = (SHADE, "#5a627c", "#7d8395", "#d9d3c8")
    c.add(pocks(c, 47, 52, (0, 572, 2400, 1560), tones, 130, 0.34, 1))
    _outpost(c)
    _reactor(c)
    c.add(rocks(19, 60, (0, 760, 2400, 1600), "#f3ead8", "#1b2138", SHADE, (-5.4, 3.4), (3, 14)))
    for i in range(44):
        t = i / 44
        x, y = 900 - 640 * t + (i % 2) * 10, 1085 - 370 * t**0.8 + (i % 2) * 8
        c.add(ellipse(x, y, 9 * (1 - 0.7 * t), 3.6 * (1 - 0.7 * t), "#171d33", opacity=0.85))
    for x, y, high in ((1120, 1130, 168), (930, 1084, 160)):
        who, rim = person(RUN, "#11162b", suit=True), person(RUN, "#fffaf0", suit=True)
        c.add(shadow(x, y, high, who, (-3.4, 2.5), 0.92), stand(x, y, high, who, rim, (3.4, -2)))
    return c.svg()


def _outpost(c: Canvas) -> None:
    """The base they come from, small and far to the left."""
    body, rim, window = "#232a42", "#f3ead8", "#ffd58a"
    c.add(poly(((60, 690), (330, 690), (200, 728), (-120, 728)), SHADE, opacity=0.8))
    c.add(
        place(60, 690, 1, module(150, 40, body, rim, window, 4)),
        place(250, 690, 1, group(dome(46, body, rim, window), transform="scale(-1 1)")),
        place(180, 652, 1, mast(120, "#8f93a2", "#f3ead8")),
    )


def _reactor(c: Canvas) -> None:
    """The dome they run to, its warning lamp, its long shadow."""
    body, rim = "#1b2138", "#fffaf0"
    x, y = 1610.0, 800.0
    cast = group(
        path("M-150 0A150 150 0 0 1 150 0Z", SHADE),
        rect(-170, -34, 340, 34, SHADE),
        rect(-249, -70, 68, 70, SHADE),
        rect(181, -70, 68, 70, SHADE),
        rect(-3, -290, 6, 160, SHADE),
        transform=f"matrix(1 0 2.1 -1.5 {x} {y})",
        opacity=0.9,
    )
    c.add(cast)
    c.add(rect(x - 170, y - 34, 340, 34, body), rect(x - 170, y - 34, 340, 5, rim, opacity=0.8))
    c.add(place(x, y - 30, 1, group(dome(140, body, rim), transform="scale(-1 1)")))
    for k in (-1, 1):
        c.add(
            rect(x + k * 215 - 34, y - 70, 68, 72, body, rx=10),
            rect(x + k * 215 + 18, y - 66, 14, 64, rim, rx=5),
        )
    c.add(
        place(x, y - 168, 1, mast(110, body, ORANGE)),
        circle(x, y - 280, 9, ORANGE),
        glow(c, x, y - 280, 130, ORANGE, 0.95),
        ellipse(x, y - 170, 60, 12, ORANGE, opacity=0.5),
    )
