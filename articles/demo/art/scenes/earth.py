"""At home: a backyard."""

from random import Random

from ..figures import POINT, STAND, person, shadow, stand
from ..kit import INK, ORANGE, Canvas, Point, below, circle, group, line, num, path, poly, rect
from ..land import ridge
from ..sky import flare, glow, halos, stars

SOURCE: Point = (1580, 1010)
"""Where the launch left the ground, behind the roofs."""


def backyard_launch() -> str:
    """A rocket's light climbs over dark roofs; two people stand at a fence."""
    c = Canvas()
    tip: Point = (1330, 330)
    c.fill(c.down(0, 1150, "#0a1430", "#13265a", "#27437f", "#6a6f9c", "#d79a76", "#f4b368"))
    c.add(stars(7, 330, (0, 0, 2400, 760)))
    _trail(c, tip)
    c.add(path(below(ridge(3, 985, 40, 520)), "#2b3a6b"))
    c.add(path(below(ridge(5, 1010, 22, 60, 3)), "#1d2a54"))
    c.add(*_street(c))
    _lawn(c)
    _tree(c)
    child, grown = person(POINT, INK), person(STAND, INK)
    glowing = person(POINT, "#ffb46a"), person(STAND, "#ffb46a")
    for x, high, who, lit, flip in (
        (1400, 200, grown, glowing[1], False),
        (1475, 126, child, glowing[0], False),
    ):
        along = ((x - SOURCE[0]) / 125, 1.3)
        c.add(shadow(x, 1318, high, who, along, 0.8, flip))
        c.add(stand(x, 1318, high, who, lit, (3.5, -2), flip))
    return c.svg()


def _trail(c: Canvas, tip: Point) -> None:
    """The light: halos round the tip, and the curved pillar under it."""
    x, y = tip
    c.add(halos(x, y, [150, 270, 420, 600, 820, 1080], "#a9bdf0", 0.07))
    c.add(glow(c, SOURCE[0], 1010, 760, "#ffd08a", 0.9))
    fade = c.linear(
        (0, y),
        (0, 1020),
        (0, "#fffbe8"),
        (0.25, "#ffe9bd"),
        (0.7, "#ffc98c", 0.75),
        (1, "#ffb878", 0.2),
    )
    wide = (
        f"M{num(x)} {num(y)}C{x + 8} {y + 240} {x + 60} 720 1545 1030H1625"
        f"C{x + 110} 720 {x + 26} {y + 240} {num(x)} {num(y)}Z"
    )
    c.add(path(wide, fade, filter=c.blur(26), opacity=0.8))
    core = (
        f"M{x - 5} {num(y)}C{x} {y + 240} {x + 66} 720 1562 1030H1604"
        f"C{x + 88} 720 {x + 18} {y + 240} {x + 5} {num(y)}Z"
    )
    c.add(path(core, fade))
    c.add(
        path(
            f"M{x - 13} {y}Q{x + 2} {y + 130} {x + 22} {y + 190}Q{x + 16} {y + 80} {x + 13} {y}Z",
            ORANGE,
            filter=c.blur(5),
        )
    )
    c.add(glow(c, x, y, 250, "#fff1cf", 0.95), flare(c, x, y, 150, "#fffdf2"))


def _street(c: Canvas) -> list[str]:
    """The neighbours' roofs in two planes, an aerial, one lit window."""
    far, near = "#141f42", "#0d1630"
    warm = "#ffcf87"
    out = []
    for x, y, w, h in (
        (430, 1020, 320, 70),
        (860, 1030, 300, 66),
        (1640, 1018, 330, 72),
        (2090, 1030, 320, 70),
    ):
        out.append(
            poly(
                (
                    (x, y + 40),
                    (x + w * 0.2, y - h * 0.5),
                    (x + w * 0.8, y - h * 0.5),
                    (x + w, y + 40),
                ),
                far,
            )
        )
        out.append(rect(x + 20, y + 30, w - 40, 140, far))
        out.append(rect(x + w * 0.62, y - h * 0.95, 24, 50, far))
    out.append(rect(930, 1082, 34, 26, warm, opacity=0.8))
    out.append(rect(1740, 1078, 30, 26, warm, opacity=0.7))
    house = "M-20 1290V860L120 742H560L700 872V900H668V1290Z"
    out.append(path(house, near))
    out.append(path("M560 742L700 872V886L550 746Z", "#e89a62", opacity=0.9))
    out.append(rect(596, 690, 46, 110, near) + rect(634, 690, 8, 108, "#e89a62", opacity=0.9))
    glass = c.down(960, 1110, "#ffe2a4", "#f2a65a")
    out.append(rect(250, 960, 210, 150, glass))
    out.append(rect(351, 960, 8, 150, near) + rect(250, 1030, 210, 6, near))
    for k, (y, half) in enumerate(((560, 70), (590, 54), (622, 40))):
        out.append(line((300 - half, y + 6), (300 + half, y - 6), near, 4 - k * 0.4))
    out.append(line((300, 540), (300, 760), near, 5))
    return out


def _lawn(c: Canvas) -> None:
    """The fence, and its bars of light and shadow falling towards the viewer."""
    grass = c.down(1230, 1600, "#c98a5c", "#5a4a55", "#1a2140")
    c.add(rect(-10, 1236, 2420, 380, grass))
    c.add(glow(c, SOURCE[0], 1240, 900, "#ffd08c", 0.5))
    dark, rim = "#0b1228", "#f0a566"
    ground, top = 1250.0, 1075.0
    gate = (1322.0, 1575.0)
    haze = c.linear((0, 1030), (0, 1240), (0, "#e3a878", 0.0), (1, "#e9b080", 1.0))
    c.add(rect(gate[0], 1030, gate[1] - gate[0], 216, haze))
    x, shades, pales = -30.0, [], []
    while x < 2430:
        w = 40.0
        if not gate[0] < x + w / 2 < gate[1]:
            foot = ((x, ground), (x + w, ground), _cast(x + w, ground), _cast(x, ground))
            shades.append(poly(foot, dark))
            pales.append(
                poly(
                    (
                        (x, ground + 4),
                        (x, top + 16),
                        (x + w / 2, top),
                        (x + w, top + 16),
                        (x + w, ground + 4),
                    ),
                    dark,
                )
            )
            lit = x + w if x + w < SOURCE[0] else x
            pales.append(line((lit, ground), (lit, top + 16), rim, 2.2, opacity=0.75))
        x += 51
    soft = c.linear((0, ground), (0, 1600), (0, "#fff", 0.95), (0.6, "#fff", 0.8), (1, "#fff", 0.5))
    hold = c.mask(rect(0, ground, 2400, 400, soft))
    c.add(group(*shades, mask=hold), *pales)
    for y in (1112, 1204):
        c.add(rect(-10, y, gate[0] + 10, 13, dark), rect(gate[1], y, 2410 - gate[1], 13, dark))
    for post in gate:
        c.add(rect(post - 13, 1048, 26, 214, dark), circle(post, 1046, 17, dark))
    c.add(path(below(ridge(9, 1584, 14, 14, 2, 4)), "#070c1c"))


def _cast(x: float, y: float) -> Point:
    """Where the shadow of a pale's foot at `x` leaves the picture."""
    k = 2.1
    return (SOURCE[0] + (x - SOURCE[0]) * (1 + k * 0.75), y + 380)


def _tree(c: Canvas) -> None:
    """A tall pine at the right edge, framing the sky, and its neighbour."""
    ink = "#080e20"
    for x, base, top, wide, seed in ((2230, 1300, 250, 210, 1), (2050, 1290, 640, 130, 2)):
        rng = Random(seed)
        pts: list[Point] = [(x, top)]
        left: list[Point] = []
        tiers = 13
        for i in range(1, tiers + 1):
            y = top + (base - top - 60) * i / tiers
            reach = wide * (i / tiers) ** 0.8 * rng.uniform(0.8, 1.08)
            pts += [(x + reach, y + 14), (x + reach * 0.42, y - 12)]
            left += [(x - reach * rng.uniform(0.85, 1.1), y + 14), (x - reach * 0.42, y - 12)]
        c.add(poly(pts + left[::-1], ink), rect(x - 12, base - 130, 24, 140, ink))
