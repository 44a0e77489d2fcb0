"""A slab on a plain, a bright room, a corridor of light."""

from random import Random

from ..figures import CROUCH, STAND, STOOP, person, shadow, stand
from ..ground import Plain
from ..kit import ORANGE, Canvas, Point, below, circle, ellipse, group, line, mix, path, poly, rect
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
    c.add(
        rect(
            -10,
            1018,
            2420,
            140,
            c.linear((0, 1018), (0, 1150), (0, "#e39a6a", 0.9), (1, "#8c4d54", 0.0)),
        )
    )
    c.add(
        rect(
            -10,
            1250,
            2420,
            360,
            c.linear((0, 1250), (0, 1600), (0, "#150d20", 0.0), (1, "#150d20", 0.8)),
        )
    )
    _slab(c)
    _tribe(c)
    return c.svg()


def _slab(c: Canvas) -> None:
    """The slab, its lit edge and its long shadow."""
    x, y, w, h = 1275.0, 1205.0, 236.0, 640.0
    c.add(
        poly(
            ((x - w / 2, y), (x + w / 2 + 26, y), (x + 1010, 1620), (x + 560, 1620)),
            c.linear((0, y), (0, 1600), (0, "#0a0714", 0.95), (1, "#0a0714", 0.55)),
        )
    )
    c.add(
        rect(
            x - w / 2,
            y - h,
            w,
            h,
            c.linear((x - w / 2, 0), (x + w / 2, 0), (0, "#0b0914"), (1, "#15101f")),
        )
    )
    c.add(
        poly(
            (
                (x - w / 2, y),
                (x - w / 2 - 24, y - 9),
                (x - w / 2 - 24, y - h + 8),
                (x - w / 2, y - h),
            ),
            "#ffcf8e",
        )
    )
    c.add(
        poly(
            (
                (x - w / 2 - 24, y - h + 8),
                (x - w / 2, y - h),
                (x + w / 2, y - h),
                (x + w / 2 - 22, y - h + 8),
            ),
            "#0b0914",
        )
    )


def _tribe(c: Canvas) -> None:
    """The figures: most crouch, one stands and points; stones between."""
    c.add(
        rocks(21, 46, (0, 1180, 2400, 1600), "#ffc489", "#1d1222", "#150d20", (3.2, 2.0), (4, 26))
    )
    ink, lit = "#120c1a", "#ffc489"
    band = (
        (760, 1250, 112, CROUCH, False),
        (880, 1292, 118, CROUCH, False),
        (985, 1246, 104, CROUCH, False),
        (660, 1316, 122, CROUCH, False),
        (1060, 1330, 138, STOOP, False),
        (1660, 1256, 108, CROUCH, True),
        (1790, 1300, 118, CROUCH, True),
        (1560, 1330, 124, CROUCH, True),
        (1905, 1262, 116, STOOP, True),
    )
    for x, y, high, pose, flip in band:
        who, rim = person(pose, ink), person(pose, lit)
        along = ((x - 860) / 180, 1.9)
        c.add(
            shadow(x, y, high, who, along, 0.75, flip),
            stand(x, y, high, who, rim, (-1.8, -1.6), flip),
        )


VANISH: Point = (1200.0, 690.0)


def white_room() -> str:
    """A bright room over a floor of light; old furniture, a bed, one small figure."""
    c = Canvas()
    c.fill("#eef0e6")
    left, right, top, bottom = 690.0, 1710.0, 330.0, 930.0
    c.add(
        poly(
            ((-10, -10), (2410, -10), (right, top), (left, top)),
            c.down(0, top, "#c6d0c8", "#dfe5dc"),
        )
    )
    c.add(
        poly(
            ((-10, -10), (left, top), (left, bottom), (-10, 1610)),
            c.linear((0, 0), (left, 0), (0, "#aebdb8"), (1, "#cdd7cf")),
        )
    )
    c.add(
        poly(
            ((2410, -10), (right, top), (right, bottom), (2410, 1610)),
            c.linear((right, 0), (2400, 0), (0, "#d8dfd6"), (1, "#bccac3")),
        )
    )
    c.add(rect(left, top, right - left, bottom - top, c.down(top, bottom, "#d3dcd4", "#eff1e8")))
    _floor(c, left, right, bottom)
    _panels(c, left, right, top, bottom)
    _furniture(c)
    c.add(glow(c, 1200, 1200, 1100, "#fffdf2", 0.35))
    who = person(STAND, ORANGE, suit=True)
    for o, k in ((0.16, 0.9), (0.08, 1.4)):
        c.add(shadow(1010, 1236, 150, who, (0.0, k), o))
    c.add(
        stand(1010, 1236, 150, who, person(STAND, "#ffd2a8", suit=True), (2.2, -1)),
        stand(1010, 1236, 150, group(circle(0, -89, 6.5, "#5c1c0a")), ""),
    )
    return c.svg()


def _floor(c: Canvas, left: float, right: float, bottom: float) -> None:
    """Panes of light in perspective, dark joints between."""
    edge = ((left, bottom), (right, bottom), (2410, 1610), (-10, 1610))
    clip = c.clip(poly(edge, "#fff"))
    parts = [
        poly(edge, c.radial((1200, 1250), 1300, (0, "#fffef8"), (0.55, "#fbfbef"), (1, "#dbe6dc")))
    ]
    vx, vy = VANISH
    k = (1640 - vy) / (bottom - vy)
    for i in range(-9, 10):
        x0, x1 = vx + i * 64, vx + i * 64 * k
        parts.append(
            poly(((x0 - 1, bottom), (x0 + 1, bottom), (x1 + 4, 1640), (x1 - 4, 1640)), "#8fa59d")
        )
    for i in range(1, 10):
        parts.append(
            rect(-10, bottom + (1640 - bottom) * (i / 9) ** 1.75, 2420, 1.2 + i * 0.7, "#8fa59d")
        )
    c.add(group(*parts, clip_path=clip))


def _panels(c: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    """Mouldings, niches and pictures on the walls."""
    tone, deep = "#9db0a8", "#7f968f"
    for x, w in ((730, 150), (910, 110), (1380, 110), (1520, 150)):
        c.add(rect(x, 420, w, 420, "none", stroke=tone, stroke_width=5))
        c.add(rect(x + 14, 434, w - 28, 392, "none", stroke=tone, stroke_width=2))
    c.add(path("M1060 930V520Q1060 400 1200 400Q1340 400 1340 520V930Z", "#bccac3"))
    c.add(
        path("M1060 930V520Q1060 400 1200 400Q1340 400 1340 520V930", stroke=tone, stroke_width=7)
    )
    c.add(
        path("M1176 930V880H1150V862H1250V880H1224V930Z", deep),
        path(
            "M1168 862Q1160 800 1180 770Q1168 720 1186 690Q1180 640 1200 628Q1220 640 1214 690"
            "Q1236 730 1222 772Q1240 806 1232 862Z",
            deep,
        ),
        circle(1200, 616, 19, deep),
    )
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
    _bed(c, ink, mid, lit)
    c.add(ellipse(430, 1376, 400, 24, mid, opacity=0.28))
    for x, flip in ((690, -1), (180, 1)):
        c.add(group(_chair(ink, mid), transform=f"translate({x} 1370) scale({1.75 * flip} 1.75)"))
    c.add(
        path(
            "M356 1360Q366 1290 420 1244H440Q494 1290 504 1360H490Q478 1302 430 1264Q382 1302 "
            "370 1360Z",
            ink,
        ),
        rect(326, 1228, 208, 17, ink, rx=6),
    )
    c.add(path("M414 1228Q396 1190 420 1170V1150H440V1170Q464 1190 446 1228Z", mid))
    for a in (-40, -14, 14, 40):
        c.add(
            line((430, 1152), (430 + a, 1086 + abs(a) * 0.5), mid, 3),
            circle(430 + a, 1082 + abs(a) * 0.5, 10, lit),
        )


def _bed(c: Canvas, ink: str, mid: str, lit: str) -> None:
    """A bed seen from its side, under a crown with falling drapes."""
    c.add(ellipse(1660, 1196, 440, 26, mid, opacity=0.35))
    c.add(
        path(
            "M1660 560C1600 700 1390 760 1345 1010L1420 1180H1900L1975 1010C1930 760 1720 700 "
            "1660 560Z",
            "#c3d0c8",
        )
    )
    c.add(
        path("M1640 566C1600 720 1400 780 1345 1190H1388C1420 900 1600 800 1652 580Z", mid),
        path("M1680 566C1720 720 1920 780 1975 1190H1932C1900 900 1720 800 1668 580Z", ink),
    )
    c.add(
        path("M1590 590Q1600 520 1660 506Q1720 520 1730 590Q1660 560 1590 590Z", ink),
        circle(1660, 496, 15, ink),
    )
    c.add(path("M1372 1180V1000Q1352 976 1372 960Q1396 956 1396 984V1180Z", ink))
    c.add(path("M1948 1180V900Q1920 872 1940 846Q1976 834 1982 880V1180Z", ink))
    c.add(path("M1390 1150V1052Q1400 1020 1440 1020H1950V1150Z", "#8fa8a1"))
    c.add(path("M1390 1060Q1400 1020 1440 1020H1950V1064Q1660 1036 1390 1092Z", lit))
    c.add(path("M1800 1022Q1806 972 1862 968Q1940 966 1948 1022Z", "#fffef8"))
    c.add(rect(1384, 1144, 570, 22, ink))
    for x in (1378, 1954):
        c.add(
            path(f"M{x} 1170Q{x - 8} 1190 {x + 4} 1206H{x + 16}Q{x + 8} 1190 {x + 18} 1170Z", ink)
        )


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
    for up, tones in ((True, CORRIDOR[0]), (False, CORRIDOR[1])):
        lanes = _plane(c, up, tones, (vx, vy))
        c.add(group(*lanes, filter=c.blur(22), opacity=0.6), *lanes)
    c.add(
        rect(
            -10,
            vy - 90,
            2420,
            180,
            c.linear(
                (0, vy - 90),
                (0, vy + 90),
                (0, "#05040f", 0.0),
                (0.5, "#ffe2c0", 0.55),
                (1, "#05040f", 0.0),
            ),
        )
    )
    c.add(rect(-10, vy - 3, 2420, 6, "#fffdf6"))
    c.add(glow(c, vx, vy, 760, "#fff1dc", 0.9), glow(c, vx, vy, 260, "#ffffff", 1.0))
    _pod(c, 1200, 985)
    return c.svg()


def _plane(c: Canvas, up: bool, tones: tuple[str, ...], vanish: Point) -> list[str]:
    """One plane: wedges side by side from the vanishing point, hot there and dark at the edge."""
    rng = Random(11 + up)
    vx, vy = vanish
    edge = vy + (-900 if up else 900)
    paints = [
        c.linear(
            (0, vy),
            (0, edge),
            (0, "#fffaf0"),
            (0.1, mix(t, "#ffffff", 0.45)),
            (0.3, t),
            (k, mix(t, "#05040f", 0.35)),
            (1, mix(t, "#05040f", 0.86)),
        )
        for t in tones
        for k in (0.55, 0.75, 0.92)
    ]
    out = []
    x = vx - 7000.0
    while x < vx + 7000:
        wide = rng.uniform(30, 190) * (1 + abs(x - vx) / 2600)
        if rng.random() < 0.72:
            t = rng.random() ** 3 * 0.35
            u = 1.0 if rng.random() < 0.6 else rng.uniform(0.35, 0.9)
            pts = [
                (vx + (px - vx) * k, vy + (edge - vy) * k)
                for k, px in ((t, x), (u, x), (u, x + wide), (t, x + wide))
            ]
            out.append(poly(pts, rng.choice(paints), opacity=rng.uniform(0.65, 1.0)))
        x += wide + rng.uniform(0, 60)
    return out


def _pod(c: Canvas, x: float, y: float) -> None:
    """A small round craft seen from behind, dark against the light, its jets orange."""
    for sx in (-1, 1):
        c.add(
            path(
                f"M{x + sx * 48} {y + 22}L{x + sx * 76} {y + 40}L{x + sx * 66} {y + 84}",
                stroke="#0b0b1c",
                stroke_width=13,
                stroke_linejoin="round",
                stroke_linecap="round",
            )
        )
    c.add(circle(x, y - 3, 68, "#fff1dc"), circle(x, y + 2, 66, "#0b0b1c"))
    c.add(
        path(f"M{x - 52} {y - 18}A56 56 0 0 1 {x + 52} {y - 18}", stroke="#3a3566", stroke_width=5)
    )
    c.add(rect(x - 30, y - 16, 60, 44, "#1c1c3c", rx=12), rect(x - 30, y + 4, 60, 3, "#3a3566"))
    c.add(
        ellipse(x, y + 62, 22, 8, ORANGE),
        glow(c, x, y + 66, 90, ORANGE, 0.85),
        ellipse(x, y + 62, 11, 4, "#fff1dc"),
    )
