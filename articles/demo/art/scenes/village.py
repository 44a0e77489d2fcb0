"""A seaside village that smiles too much, an assembly, a road."""

from random import Random

from ..figures import STAND, WALK, person, shadow, stand
from ..kit import (
    ORANGE,
    Canvas,
    Point,
    below,
    circle,
    curve,
    ellipse,
    group,
    line,
    mix,
    path,
    poly,
    rect,
)
from ..land import ridge
from ..sky import glow, halos, strata
from ..smoke import bank, heap

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
            [(-40, 470), (200, 420), (480, 470), (760, 560), (1010, 700), (1230, 830), (1330, 905), (1440, 1010)],
            "#3f7a68",
        ),
        ([(-40, 640), (240, 600), (520, 650), (820, 760), (1050, 860), (1200, 930), (1330, 1010)], "#2c5f52"),
    ):
        n = ridge(len(pts), 0, 16, 34, 3, 12, (-40, pts[-1][0]))
        smooth = [(x, _at(pts, x) + dy) for x, dy in n]
        c.add(path(below(smooth, 1030), tone))


def _at(points: list[Point], x: float) -> float:
    """The height of a broken line at `x`."""
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def _block(x: float, y: float, w: float, h: float, tone: str, roof: str, kind: str) -> str:
    """A toy building standing on `y`: lit from the right, with a roof of the given kind."""
    out = [
        rect(x, y - h, w, h, mix(tone, "#7d6f86", 0.3)),
        rect(x + w * 0.34, y - h, w * 0.66, h, tone),
    ]
    top = y - h
    if kind == "dome":
        out += [
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
    elif kind == "gable":
        out += [
            poly(((x - 8, top), (x + w / 2, top - w * 0.42), (x + w + 8, top)), roof),
            poly(
                ((x - 8, top), (x + w / 2, top - w * 0.42), (x + w * 0.34, top)),
                mix(roof, DEEP, 0.35),
            ),
        ]
    elif kind == "spire":
        out += [
            rect(x - 6, top, w + 12, 9, LIT),
            poly(((x, top), (x + w / 2, top - w * 1.5), (x + w, top)), roof),
            poly(((x, top), (x + w / 2, top - w * 1.5), (x + w * 0.4, top)), mix(roof, DEEP, 0.4)),
        ]
    else:
        out += [rect(x - 6, top - 8, w + 12, 14, LIT)]
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


def _houses(c: Canvas) -> None:
    """The village: houses, a bell tower, a domed hall, a colonnade, dark trees between."""
    roofs = ("#c9725a", "#d98a6a", "#5fa39a")
    for x, y, w, h, tone, roof, kind in (
        (60, 800, 120, 150, PINK, roofs[0], "gable"),
        (210, 770, 96, 190, CREAM, roofs[2], "flat"),
        (330, 800, 140, 130, AQUA, roofs[1], "gable"),
        (500, 790, 80, 330, CREAM, roofs[2], "spire"),
        (600, 850, 130, 150, "#f6d58f", roofs[0], "gable"),
        (120, 930, 130, 150, CREAM, roofs[1], "flat"),
        (270, 940, 120, 170, PINK, roofs[2], "dome"),
        (760, 900, 96, 170, PINK, roofs[2], "flat"),
        (430, 950, 120, 130, LIT, roofs[0], "gable"),
        (590, 960, 230, 170, LIT, "#4f9a90", "dome"),
        (860, 950, 120, 140, AQUA, roofs[0], "gable"),
        (1000, 960, 76, 240, CREAM, roofs[0], "spire"),
        (1090, 968, 110, 110, PINK, roofs[1], "gable"),
    ):
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
    y = 1040.0
    c.add(path(f"M-40 {y - 60}H1290Q1340 {y - 50} 1360 {y + 60}H-40Z", "#e6cfae"))
    c.add(rect(-40, y - 66, 1330, 12, LIT))
    for i in range(17):
        x = 30 + i * 74
        c.add(path(f"M{x} {y + 40}V{y - 10}A24 24 0 0 1 {x + 48} {y - 10}V{y + 40}Z", "#8d7f78"))
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
            ellipse(x - 10, y + r, r * 0.9, 46, "#e6b98f", opacity=0.65),
            clip_path=clip,
        )
    )
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


def masked_assembly() -> str:
    """Rows of hooded figures in identical masks, in a cavern, before a tall rocket."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#07120f", "#12312c", "#1b463c", "#0d2420"))
    c.add(halos(1200, 900, [230, 370, 540, 750, 1000], "#7fb59a", 0.075))
    c.add(glow(c, 1200, 1000, 820, "#ff9a4a", 0.6))
    _cavern(c)
    _shaft(c)
    for row, (y, high, count, gap) in enumerate(
        ((1010, 150, 21, 104), (1120, 190, 17, 132), (1250, 240, 14, 168), (1410, 305, 11, 218))
    ):
        _ranks(c, y, high, count, gap, row)
    c.add(rect(-10, 1490, 2420, 130, c.down(1490, 1600, "#7d8f7c", "#2c4a40")))
    who = person(STAND, "#04100d")
    c.add(rect(-10, 1488, 2420, 7, "#04100d", opacity=0.5))
    c.add(shadow(1200, 1540, 230, who, (0.0, 0.6), 0.8))
    c.add(stand(1200, 1540, 230, who, person(STAND, "#ffb072"), (0, -2.5)))
    return c.svg()


def _cavern(c: Canvas) -> None:
    """Rock in planes: hanging teeth above, walls at the sides."""
    rng = Random(6)
    for tone, drop, step in (("#1d4a40", 330, 120), ("#153a33", 420, 170), ("#0b211d", 480, 240)):
        pts: list[Point] = [(-40, -40)]
        x = -40.0
        while x < 2440:
            side = abs(x - 1200) / 1200
            tip = drop * (0.16 + 0.9 * side**1.3) * rng.uniform(0.5, 1.15)
            pts += [(x, tip * 0.4), (x + step * 0.3, tip), (x + step * 0.55, tip * 0.5)]
            x += step * rng.uniform(0.6, 1.1)
        c.add(poly([*pts, (2440, -40)], tone))
    for sign in (-1, 1):
        for tone, reach in (("#153a33", 430), ("#0b211d", 250)):
            edge = [(1200 + sign * (1210 - reach * k * rng.uniform(0.85, 1.1)), y)
                    for k, y in ((2.0, -40), (1.5, 120), (1.05, 300), (0.7, 480), (0.55, 680),
                                 (0.6, 880), (0.9, 1080), (1.3, 1300))]
            c.add(poly([(1200 + sign * 1240, -40), *edge, (1200 + sign * 1240, 1400)], tone))


def _shaft(c: Canvas) -> None:
    """The tall shape, rocket-like, its gantries, the glow and steam at its foot."""
    ink, mid, lit = "#0d201d", "#57806f", "#e9ecd8"
    x = 1200.0
    for sign in (-1, 1):
        c.add(line((x + sign * 190, 1010), (x + sign * 190, 330), ink, 12))
        for y in range(360, 1000, 80):
            c.add(
                line((x + sign * 190, y), (x + sign * 96, y + 26), ink, 7),
                line((x + sign * 176, y), (x + sign * 206, y + 60), ink, 4),
            )
    c.add(path(f"M{x - 104} 1020V470Q{x - 96} 250 {x} 130Q{x + 96} 250 {x + 104} 470V1020Z", mid))
    c.add(path(f"M{x - 104} 1020V470Q{x - 96} 250 {x} 130Q{x - 44} 260 {x - 46} 470V1020Z", ink))
    c.add(path(f"M{x + 50} 1020V470Q{x + 50} 260 {x} 130Q{x + 96} 250 {x + 104} 470V1020Z", lit))
    c.add(rect(x - 104, 480, 208, 10, ink), rect(x - 104, 760, 208, 10, ink))
    c.add(circle(x, 600, 36, ink), circle(x, 600, 26, ORANGE), glow(c, x, 600, 130, ORANGE, 0.85))
    puffs = bank(5, x, 1040, 1100, 110, 60, 66, 0.3)
    c.add(
        heap(
            puffs,
            (x, 1010),
            560,
            ("#f08a4a", "#ffc58a", "#fff0d2"),
            ("#24463d", "#345c50", "#4f7c6c"),
        )
    )


def _ranks(c: Canvas, y: float, high: float, count: int, gap: float, row: int) -> None:
    """One rank, shoulder to shoulder, facing us; nearer ranks darker."""
    robe = ("#a9b8a2", "#cdd3bd", "#e6e6d2", "#f6f1df")[row]
    fold = mix(robe, "#12312c", 0.42)
    k = high / 100
    body = group(
        path("M-46 60Q-44 -34 -30 -52Q-30 -98 0 -102Q30 -98 30 -52Q44 -34 46 60Z", robe),
        path("M-46 60Q-44 -34 -30 -52Q-30 -98 0 -102Q-14 -80 -12 -40Q-20 0 -18 60Z", fold),
        path("M-21 -60Q-22 -92 0 -93Q22 -92 21 -60Q18 -38 0 -33Q-18 -38 -21 -60Z", "#0b1714"),
        path("M-16 -60Q-16 -85 0 -86V-38Q-14 -42 -16 -60Z", "#16211e"),
        path("M0 -86Q16 -85 16 -60Q14 -42 0 -38Z", LIT),
        ellipse(-7.5, -63, 3.6, 2.6, LIT),
        ellipse(7.5, -63, 3.6, 2.6, "#0b1714"),
        line((-6, -48), (0, -48), LIT, 1.6),
        line((0, -48), (6, -48), "#0b1714", 1.6),
    )
    for i in range(count):
        x = 1200 + (i - (count - 1) / 2) * gap
        c.add(group(body, transform=f"translate({x:.1f} {y}) scale({k:.3f})"))
    c.add(rect(-10, y + high * 0.4, 2420, high * 0.5, mix("#0d2420", "#07120f", row / 3)))


def long_road() -> str:
    """A small open car comes towards us on a long straight road under an enormous sky."""
    c = Canvas()
    sun: Point = (1200, 905)
    c.fill(c.down(0, 1010, "#4a9aa8", "#86c2c0", "#cfe3cf", "#fbe6c0", "#fbc79a"))
    c.add(halos(*sun, [110, 210, 350, 530, 760, 1040], "#fff3d2", 0.14))
    _clouds(c)
    c.add(circle(*sun, 66, "#fff6df"), glow(c, *sun, 260, "#fffaf0", 0.7))
    c.add(
        path(below(ridge(4, 985, 34, 520, 3)), "#6fa596"),
        path(below(ridge(9, 1008, 18, 300, 3)), "#3f7a68"),
    )
    c.add(rect(-10, 1022, 2420, 600, c.down(1022, 1600, "#5d8f6c", "#2f6350", "#163c34")))
    _fields(c)
    _road(c)
    _car(c)
    return c.svg()


def _clouds(c: Canvas) -> None:
    """Great flat-bottomed clouds, their lower edges lit by the low sun."""
    for seed, x, y, w, h, tones in (
        (3, 470, 560, 1080, 250, ("#5fa3ab", "#dceade", "#fbd9b0")),
        (8, 1960, 470, 980, 260, ("#5fa3ab", "#dceade", "#fbd9b0")),
        (15, 1260, 300, 560, 90, ("#6aaeb3", "#cfe6dc", "#e9efe0")),
        (12, 1620, 770, 560, 70, ("#a8cfc4", "#fbe6c4", "#fff6de")),
        (21, 620, 800, 620, 76, ("#a8cfc4", "#fbe6c4", "#fff6de")),
    ):
        puffs = bank(seed, x, y, w, h, 26, h * 0.36)
        clip = c.clip(rect(0, 0, 2400, y, "#fff"))
        back = [circle(px, py, r, mix(tones[1], tones[0], 0.35)) for px, py, r in puffs]
        front = [circle(px, py + r * 0.34, r * 0.92, tones[1]) for px, py, r in puffs]
        glowing = [ellipse(px, y, r * 1.25, r * 0.42, tones[2]) for px, _, r in puffs]
        c.add(group(*back, *front, *glowing, clip_path=clip))


def _fields(c: Canvas) -> None:
    """Fields and hedges running to the horizon, telegraph poles on one side."""
    for i, tone in (
        (-5, "#2f6350"),
        (-3, "#7ba878"),
        (3, "#7ba878"),
        (5, "#2f6350"),
        (-9, "#416f58"),
        (9, "#416f58"),
    ):
        c.add(
            poly(
                (
                    (1200 + i * 16, 1024),
                    (1200 + i * 22, 1024),
                    (1200 + i * 560, 1620),
                    (1200 + i * 360, 1620),
                ),
                tone,
                opacity=0.75,
            )
        )
    for k in range(9):
        t = 0.62**k
        x, y, h = 1200 + 1120 * t, 1026 + 560 * t, 520 * t
        c.add(
            line((x, y), (x, y - h), DEEP, 1 + 12 * t),
            line((x - 60 * t, y - h * 0.9), (x + 60 * t, y - h * 0.9), DEEP, 1 + 7 * t),
        )
    for dy in (-0.9,):
        for sx in (-60, 60):
            pts = [
                (1200 + (1120 + sx) * 0.62**k, 1026 + 560 * 0.62**k + 520 * dy * 0.62**k)
                for k in range(-1, 9)
            ]
            c.add(path(curve(pts), stroke=DEEP, stroke_width=2, opacity=0.8))


def _road(c: Canvas) -> None:
    """The road, its verges and its broken middle line."""
    c.add(poly(((1192, 1022), (1208, 1022), (2150, 1620), (250, 1620)), "#e9d8b4"))
    c.add(
        poly(
            ((1193, 1022), (1207, 1022), (2030, 1620), (370, 1620)),
            c.down(1022, 1600, "#9aa7a0", "#56706d", "#2c4745"),
        )
    )
    z = 1.0
    for _ in range(26):
        a, b = 1022 + 560 / z, 1022 + 560 / (z + 0.32 * z**0.5)
        wa, wb = 13 / z, 13 / (z + 0.32 * z**0.5)
        c.add(poly(((1200 - wa, a), (1200 + wa, a), (1200 + wb, b), (1200 - wb, b)), CREAM))
        z += 0.75 * z**0.75


def _car(c: Canvas) -> None:
    """The car from the front, small on the road, its shadow before it."""
    ink = "#0e2722"
    x, y = 1200.0, 1262.0
    c.add(path(f"M{x - 108} {y + 4}H{x + 108}L{x + 190} {y + 150}H{x - 190}Z",
               c.linear((0, y), (0, y + 150), (0, ink, 0.75), (1, ink, 0.0))))
    c.add(place(x, y, 0.5, _front()))
    for s in (-1, 1):
        c.add(glow(c, x + s * 46, y - 59, 84, "#fff1c8", 0.9))


def _front() -> str:
    """The car's front, wheels on (0, 0), 400 wide: cycle wings, lamps, low screen, one head."""
    ink, body, lit = "#0e2722", "#1f5a4a", "#6fc09c"
    parts = [ellipse(0, 4, 230, 16, ink, opacity=0.8)]
    for s in (-1, 1):
        parts += [
            rect(s * 158 - 30, -96, 60, 106, ink, rx=18),
            path(f"M{s * 118} -70Q{s * 122} -122 {s * 158} -122Q{s * 200} -122 {s * 202} -62"
                 f"L{s * 190} -62Q{s * 186} -100 {s * 158} -102Q{s * 132} -102 {s * 132} -70Z",
                 lit),
            line((s * 60, -50), (s * 150, -40), ink, 9),
        ]
    parts += [
        ellipse(-12, -262, 22, 28, ink),
        path("M-22 -244V-226Q-60 -222 -70 -176H46Q36 -222 -2 -226V-244Z", ink),
        path("M-108 -172L-94 -232H94L108 -172Z", "#eaf6ec", opacity=0.4),
        path("M-108 -172L-94 -232H94L108 -172", stroke=ink, stroke_width=7),
        path("M-112 -20Q-126 -150 -100 -178H100Q126 -150 112 -20Q0 6 -112 -20Z", body),
        path("M0 -192Q60 -192 100 -178Q126 -150 112 -20Q60 -6 10 -5Z", "#17463a"),
        path("M-98 -166Q0 -206 98 -166Q0 -186 -98 -166Z", lit),
        path("M-46 -30Q-54 -116 0 -124Q54 -116 46 -30Q0 -22 -46 -30Z", ORANGE),
        path("M-35 -40Q-42 -104 0 -110Q42 -104 35 -40Q0 -33 -35 -40Z", ink),
    ]
    for s in (-1, 1):
        parts += [circle(s * 92, -118, 32, ink), circle(s * 92, -118, 25, "#fff6df")]
    return group(*parts)
