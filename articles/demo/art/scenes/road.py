"""A long straight road."""

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
    place,
    poly,
    rect,
)
from ..land import ridge
from ..sky import glow, halos, strata
from ..smoke import bank

DEEP, CREAM = "#12312c", "#fbf1dc"


def long_road() -> str:
    """A small open car comes toward us on a long straight road under an enormous sky."""
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
    ):
        puffs = bank(seed, x, y, w, h, 26, h * 0.36)
        clip = c.clip(rect(0, 0, 2400, y, "#fff"))
        back = [circle(px, py, r, mix(tones[1], tones[0], 0.35)) for px, py, r in puffs]
        front = [circle(px, py + r * 0.34, r * 0.92, tones[1]) for px, py, r in puffs]
        glowing = [ellipse(px, y, r * 1.25, r * 0.42, tones[2]) for px, _, r in puffs]
        c.add(group(*back, *front, *glowing, clip_path=clip))
    c.add(strata(6, 9, (100, 640, 2300, 900), "#fff6de", 0.5))


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
    c.add(
        path(
            f"M{x - 108} {y + 4}H{x + 108}L{x + 190} {y + 150}H{x - 190}Z",
            c.linear((0, y), (0, y + 150), (0, ink, 0.75), (1, ink, 0.0)),
        )
    )
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
            path(
                f"M{s * 118} -70Q{s * 122} -122 {s * 158} -122Q{s * 200} -122 {s * 202} -62"
                f"L{s * 190} -62Q{s * 186} -100 {s * 158} -102Q{s * 132} -102 {s * 132} -70Z",
                lit,
            ),
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
