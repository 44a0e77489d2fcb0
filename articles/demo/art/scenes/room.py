"""A bright room over a floor of light."""

from ..figures import STAND, person, shadow, stand
from ..kit import ORANGE, Canvas, Point, circle, ellipse, group, line, path, poly, rect
from ..sky import glow

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
        c.add(shadow(1150, 1242, 150, who, (0.0, k), o))
    c.add(
        stand(1150, 1242, 150, who, person(STAND, "#a83200", suit=True), (-4.5, 1)),
        stand(1150, 1242, 150, group(circle(0, -89, 6.5, "#5c1c0a")), ""),
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
    parts += [
        rect(-10, bottom + (1640 - bottom) * (i / 9) ** 1.75, 2420, 1.2 + i * 0.7, "#8fa59d")
        for i in range(1, 10)
    ]
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
    chairs = [
        group(_chair(ink, mid), transform=f"translate({x} 1370) scale({1.75 * flip} 1.75)")
        for x, flip in ((690, -1), (180, 1))
    ]
    flowers = [
        line((430, 1152), (430 + a, 1086 + abs(a) * 0.5), mid, 3)
        + circle(430 + a, 1082 + abs(a) * 0.5, 10, "#a3b8af")
        for a in (-40, -14, 14, 40)
    ]
    table = (
        "M356 1360Q366 1290 420 1244H440Q494 1290 504 1360H490Q478 1302 430 1264Q382 1302 370 1360Z"
    )
    vase = "M414 1228Q396 1190 420 1170V1150H440V1170Q464 1190 446 1228Z"
    c.add(
        group(
            ellipse(430, 1376, 360, 22, mid, opacity=0.28),
            *chairs,
            path(table, ink),
            rect(326, 1228, 208, 17, ink, rx=6),
            path(vase, mid),
            *flowers,
            transform="translate(170 20)",
        )
    )


def _bed(c: Canvas, ink: str, mid: str, lit: str) -> None:
    """A bed seen from its side, under a crown with falling drapes."""
    c.add(ellipse(1660, 1196, 440, 26, mid, opacity=0.35))
    c.add(
        path(
            "M1660 560C1600 700 1420 760 1378 1010L1388 1150H1950V1010C1910 760 1720 700 1660 560Z",
            "#c3d0c8",
        )
    )
    c.add(
        path("M1640 566C1600 720 1410 780 1376 1120H1410C1440 900 1600 800 1652 580Z", mid),
        path("M1680 566C1720 720 1910 780 1958 1120H1918C1890 900 1720 800 1668 580Z", ink),
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
