"""A slab on a plain, a bright room, a corridor of light."""

import math
from random import Random

from ..figures import CROUCH, LOOK, POINT, STAND, person, shadow, stand
from ..ground import Plain
from ..kit import (
    INK, ORANGE, Canvas, Point, below, circle, ellipse, group, line, path, poly, rect,
)
from ..land import ridge, rocks
from ..sky import glow, halos, stars, strata


def monolith_plain() -> str:
    """A tall black slab on a plain at dawn; small crouching figures keep their distance."""
    c = Canvas()
    sun: Point = (860, 930)
    c.fill(c.down(0, 1010, "#1a1838", "#463260", "#8f4f6b", "#d97f5f", "#f6b56b", "#fde0a2"))
    c.add(stars(12, 130, (0, 0, 2400, 420)))
    c.add(halos(*sun, [150, 270, 430, 630, 880, 1180], "#ffd98f", 0.13))
    c.add(circle(*sun, 78, "#fff8e0"), glow(c, *sun, 330, "#fff0c8", 0.7))
    c.add(strata(6, 12, (0, 420, 2400, 840), "#fbd3a0", 0.3))
    c.add(path(below(ridge(7, 985, 46, 360, 5, 14)), "#b8695c"))
    c.add(path(below(ridge(16, 1010, 34, 260, 5, 14)), "#8c4d54"))
    plain = Plain(1015, 460, seed=9, swell=5, dunes=(30, 760, -0.25, 0.6))
    c.add(rect(-10, 1022, 2420, 600, "#2c1a2c"))
    steps = [(-0.4, "#43253a"), (-0.1, "#5e3242"), (0.02, "#7f4449"), (0.13, "#b06652")]
    c.add(plain.draw((-0.55, 0.84), 0.3, steps, (-20, 1024, 2420, 1620), 6))
    c.add(rect(-10, 1018, 2420, 140, c.linear((0, 1018), (0, 1150), (0, "#e39a6a", 0.9),
                                             (1, "#8c4d54", 0.0))))
    c.add(rect(-10, 1250, 2420, 360, c.linear((0, 1250), (0, 1600), (0, "#150d20", 0.0),
                                             (1, "#150d20", 0.8))))
    _slab(c)
    _tribe(c)
    return c.svg()


def _slab(c: Canvas) -> None:
    """The slab, its lit edge and its long shadow."""
    x, y, w, h = 1275.0, 1205.0, 236.0, 640.0
    c.add(poly(((x - w / 2, y), (x + w / 2 + 26, y), (x + 1010, 1620), (x + 560, 1620)),
               c.linear((0, y), (0, 1600), (0, "#0a0714", 0.95), (1, "#0a0714", 0.55))))
    c.add(rect(x - w / 2, y - h, w, h, c.linear((x - w / 2, 0), (x + w / 2, 0), (0, "#0b0914"),
                                               (1, "#15101f"))))
    c.add(poly(((x - w / 2, y), (x - w / 2 - 24, y - 9), (x - w / 2 - 24, y - h + 8),
                (x - w / 2, y - h)), "#ffcf8e"))
    c.add(poly(((x - w / 2 - 24, y - h + 8), (x - w / 2, y - h), (x + w / 2, y - h),
                (x + w / 2 - 22, y - h + 8)), "#0b0914"))


def _tribe(c: Canvas) -> None:
    """The figures: most crouch, one stands and points; stones between."""
    c.add(rocks(21, 46, (0, 1180, 2400, 1600), "#ffc489", "#1d1222", "#150d20", (3.2, 2.0), (4, 26)))
    ink, lit = "#120c1a", "#ffc489"
    band = (
        (760, 1250, 112, CROUCH, False), (880, 1292, 118, CROUCH, False),
        (985, 1246, 104, CROUCH, False), (660, 1316, 122, CROUCH, False),
        (1050, 1318, 128, POINT, False), (1660, 1256, 108, CROUCH, True),
        (1790, 1300, 118, CROUCH, True), (1560, 1330, 124, CROUCH, True),
        (1905, 1262, 104, LOOK, True),
    )
    for x, y, high, pose, flip in band:
        who, rim = person(pose, ink), person(pose, lit)
        along = ((x - 860) / 330 + 0.3, 1.15)
        c.add(shadow(x, y, high, who, along, 0.75, flip), stand(x, y, high, who, rim, (-3, -2), flip))


VANISH: Point = (1200.0, 690.0)


def white_room() -> str:
    """A bright room over a floor of light; old furniture, a bed, one small figure."""
    c = Canvas()
    c.fill("#eef0e6")
    left, right, top, bottom = 690.0, 1710.0, 330.0, 930.0
    c.add(poly(((-10, -10), (2410, -10), (right, top), (left, top)), c.down(0, top, "#c6d0c8", "#dfe5dc")))
    c.add(poly(((-10, -10), (left, top), (left, bottom), (-10, 1610)), c.linear((0, 0), (left, 0), (0, "#aebdb8"), (1, "#cdd7cf"))))
    c.add(poly(((2410, -10), (right, top), (right, bottom), (2410, 1610)), c.linear((right, 0), (2400, 0), (0, "#d8dfd6"), (1, "#bccac3"))))
    c.add(rect(left, top, right - left, bottom - top, c.down(top, bottom, "#d3dcd4", "#eff1e8")))
    _floor(c, left, right, bottom)
    _panels(c, left, right, top, bottom)
    _furniture(c)
    c.add(glow(c, 1200, 1200, 1100, "#fffdf2", 0.35))
    who = person(STAND, ORANGE, suit=True)
    for o, k in ((0.16, 0.9), (0.08, 1.4)):
        c.add(shadow(1010, 1236, 150, who, (0.0, k), o))
    c.add(stand(1010, 1236, 150, who, person(STAND, "#7a2208", suit=True), (2.5, -1)))
    return c.svg()


def _floor(c: Canvas, left: float, right: float, bottom: float) -> None:
    """Panes of light in perspective, dark joints between."""
    c.add(poly(((left, bottom), (right, bottom), (2410, 1610), (-10, 1610)),
               c.radial((1200, 1300), 1300, (0, "#fffef6"), (0.6, "#f6f7ea"), (1, "#d5e0d6"))))
    vx, vy = VANISH
    rows = [bottom + (1640 - bottom) * (i / 9) ** 1.75 for i in range(10)]
    for i in range(-9, 10):
        k = (1640 - vy) / (bottom - vy)
        x0, x1 = vx + i * 64, vx + i * 64 * k
        if abs(i) <= 8:
            c.add(poly(((x0 - 1.2, bottom), (x0 + 1.2, bottom), (x1 + 5, 1640), (x1 - 5, 1640)),
                       "#7f968f"))
    for i, y in enumerate(rows[1:]):
        c.add(rect(-10, y, 2420, 1.4 + i * 0.9, "#7f968f"))
    c.add(poly(((-10, 1610), (left, bottom), (left, 900), (-10, -10)), "#aebdb8", opacity=0.0))


def _panels(c: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    """Mouldings, niches and pictures on the walls."""
    tone, deep = "#9db0a8", "#7f968f"
    for x, w in ((730, 150), (910, 110), (1380, 110), (1520, 150)):
        c.add(rect(x, 420, w, 420, "none", stroke=tone, stroke_width=5))
        c.add(rect(x + 14, 434, w - 28, 392, "none", stroke=tone, stroke_width=2))
    c.add(path("M1060 930V520Q1060 400 1200 400Q1340 400 1340 520V930Z", "#bccac3"))
    c.add(path("M1060 930V520Q1060 400 1200 400Q1340 400 1340 520V930", stroke=tone,
               stroke_width=7))
    c.add(path("M1176 930V880H1150V862H1250V880H1224V930Z", deep),
          path("M1168 862Q1160 800 1180 770Q1168 720 1186 690Q1180 640 1200 628Q1220 640 1214 690"
               "Q1236 730 1222 772Q1240 806 1232 862Z", deep), circle(1200, 616, 19, deep))
    c.add(rect(left, top, right - left, 16, tone), rect(left, bottom - 46, right - left, 6, tone))
    for side in (-1, 1):
        for t, u in ((0.16, 0.42), (0.52, 0.8)):
            pts = []
            for k, low in ((t, 0.24), (u, 0.24), (u, 0.86), (t, 0.86)):
                wx = left + (-10 - left) * (1 - k) if side < 0 else right + (2410 - right) * (1 - k)
                a, b = top + (-10 - top) * (1 - k), bottom + (1610 - bottom) * (1 - k)
                pts.append((wx, a + (b - a) * low))
            c.add(poly(pts, "none", stroke=tone, stroke_width=5))


def _furniture(c: Canvas) -> None:
    """Silhouettes: the bed, two chairs, a table with a vase, a chest."""
    ink, mid, lit = "#39504f", "#5f7873", "#f7f6ea"
    c.add(ellipse(1660, 1190, 470, 34, mid, opacity=0.35))
    c.add(path("M1330 1180V960Q1330 930 1350 926Q1352 850 1420 842Q1440 800 1490 800Q1540 800 1560 "
               "842Q1628 850 1630 926Q1650 930 1650 960V1000H1330Z", ink))
    c.add(path("M1366 990Q1366 880 1440 872Q1462 838 1490 838Q1518 838 1540 872Q1614 880 1614 990Z",
               mid))
    c.add(path("M1330 1020Q1330 990 1370 990H1960Q2010 992 2010 1040V1150H1330Z", "#86a09a"))
    c.add(path("M1330 1020Q1330 990 1370 990H1960Q2006 992 2010 1030Q1700 1012 1330 1046Z", lit))
    c.add(path("M1372 990Q1376 948 1440 950Q1506 946 1512 990Z", "#fffef6"))
    c.add(path("M1330 1150H2010V1176H1330Z", ink))
    c.add(path("M2010 1180V1010Q2016 980 2040 984Q2064 990 2060 1020V1180H2044V1150H2026V1180Z", ink))
    for x in (1340, 1990):
        c.add(path(f"M{x} 1170Q{x - 10} 1196 {x + 6} 1216H{x + 18}Q{x + 8} 1194 {x + 18} 1170Z", ink))
    for x, flip in ((560, 1), (360, -1)):
        c.add(group(_chair(ink, mid), transform=f"translate({x} 1330) scale({1.5 * flip} 1.5)"))
    c.add(ellipse(460, 1340, 330, 22, mid, opacity=0.3))
    c.add(path("M400 1318Q410 1250 452 1214H468Q510 1250 520 1318H508Q498 1262 460 1232Q422 1262 412 "
               "1318Z", ink), rect(372, 1200, 176, 15, ink, rx=6))
    c.add(path("M446 1200Q430 1168 452 1150V1132H468V1150Q490 1168 474 1200Z", mid))
    for a in (-36, -12, 14, 38):
        c.add(line((460, 1134), (460 + a, 1078 + abs(a) * 0.5), mid, 3),
              circle(460 + a, 1074 + abs(a) * 0.5, 9, lit))


def _chair(ink: str, mid: str) -> str:
    """A curved armchair of another century, feet on (0, 0), facing right."""
    return group(
        path("M-52 0Q-44 -26 -50 -52L-38 -56Q-32 -24 -42 0Z", ink),
        path("M34 0Q44 -26 36 -52L48 -56Q56 -24 44 0Z", ink),
        path("M-54 -50Q0 -36 50 -50V-66Q0 -78 -54 -66Z", ink),
        path("M-52 -64Q0 -86 46 -64Q0 -74 -52 -64Z", mid),
        path("M-56 -60Q-78 -110 -62 -156Q-40 -176 -18 -158Q-30 -110 -40 -62Z", ink),
        path("M-54 -74Q-66 -112 -55 -146Q-42 -158 -30 -148Q-38 -110 -44 -74Z", mid),
        path("M-50 -98Q10 -110 30 -92Q36 -76 40 -56L32 -58Q28 -80 20 -86Q-8 -96 -46 -88Z", ink),
    )


CORRIDOR: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("#ff4f00", "#ff8a3c", "#ffd08a", "#e8336d", "#8b2fb3"),
    ("#1fb6c9", "#2f6fe0", "#7de0d0", "#5a3fd0", "#f6ecd9"),
)


def light_corridor() -> str:
    """Two planes of coloured light rush to a vanishing point; a tiny pod flies into it."""
    c = Canvas()
    c.fill("#05040f")
    vx, vy = 1200.0, 760.0
    c.add(glow(c, vx, vy, 1150, "#5a2f9a", 0.65))
    for up, tones in ((True, CORRIDOR[0]), (False, CORRIDOR[1])):
        c.add(group(*_plane(up, tones, (vx, vy), 3, 1.0), filter=c.blur(20), opacity=0.55))
        c.add(*_plane(up, tones, (vx, vy), 3, 1.0))
    c.add(rect(-10, vy - 60, 2420, 120, c.linear((0, vy - 60), (0, vy + 60), (0, "#fff4de", 0.0),
                                                (0.5, "#fff4de", 0.95), (1, "#fff4de", 0.0))))
    c.add(rect(-10, vy - 4, 2420, 8, "#fffdf6"))
    c.add(halos(vx, vy, [90, 170, 280, 430], "#fff4de", 0.12), glow(c, vx, vy, 520, "#fffaf0", 0.95))
    _pod(c, 1200, 990)
    return c.svg()


def _plane(up: bool, tones: tuple[str, ...], vanish: Point, seed: int, strength: float) -> list[str]:
    """Rays of one plane: long wedges from the vanishing point, cut into lengths."""
    rng = Random(seed + up)
    vx, vy = vanish
    sign = -1 if up else 1
    out = []
    for _ in range(190):
        lane = rng.uniform(-1, 1)
        x_edge = vx + math.copysign(abs(lane) ** 1.5, lane) * 5200
        half = rng.uniform(4, 34)
        a = rng.random() ** 2.2
        b = min(1.0, a + rng.uniform(0.08, 0.5) * (0.2 + a))
        edge = vy + sign * 900
        pts = []
        for t, s in ((a, -1), (b, -1), (b, 1), (a, 1)):
            x = vx + (x_edge + s * half - vx) * t
            pts.append((x, vy + (edge - vy) * t))
        tone = rng.choice(tones)
        out.append(poly(pts, tone, opacity=rng.uniform(0.35, 1.0) * strength))
    return out


def _pod(c: Canvas, x: float, y: float) -> None:
    """A small round craft seen from behind, dark against the light."""
    c.add(ellipse(x, y + 108, 90, 9, "#05040f", opacity=0.7))
    for dx in (-62, 62):
        c.add(line((x + dx * 0.7, y + 24), (x + dx, y + 58), INK, 11),
              line((x + dx, y + 58), (x + dx * 0.78, y + 86), INK, 9))
    c.add(circle(x, y, 62, "#ffe9c8"), circle(x + 1, y + 5, 60, INK))
    c.add(path(f"M{x - 46} {y - 30}Q{x} {y - 74} {x + 46} {y - 30}Q{x} {y - 58} {x - 46} {y - 30}Z",
               "#fff4de"))
    c.add(circle(x, y + 2, 26, "#1c2346"), circle(x, y + 2, 18, "#2b3566"))
    for dx in (-36, 36):
        c.add(circle(x + dx, y + 20, 7, ORANGE), glow(c, x + dx, y + 20, 34, ORANGE, 0.9))
