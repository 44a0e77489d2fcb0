"""Empty Martian plains."""

import math

from ..craft import capsule, rover
from ..figures import STAND, person, shadow, stand
from ..ground import Plain
from ..kit import ORANGE, Canvas, Point, circle, group, line, num, path, place, poly, rect
from ..land import mesas, rocks
from ..sky import glow, halos, strata

SAND = ((-0.5, "#8f4631"), (-0.12, "#ab5637"), (0.0, "#c26b43"), (0.12, "#d98855"))


def _haze(c: Canvas, y: float, deep: float, colour: str) -> None:
    """The far ground melting into the air."""
    c.add(
        rect(
            -10,
            y - 4,
            2420,
            deep,
            c.linear(
                (0, y), (0, y + deep - 4), (0, colour, 1), (0.3, colour, 0.75), (1, colour, 0.0)
            ),
        )
    )


def small_capsule() -> str:
    """A lone capsule on an empty red plain, and one person beside it."""
    c = Canvas()
    sun: Point = (560, 560)
    c.fill(c.down(0, 1010, "#8c4a38", "#b8694a", "#d8936a", "#efc497", "#f8e0b8"))
    c.add(halos(*sun, [130, 260, 430, 640, 900, 1220], "#fff0d2", 0.13))
    c.add(circle(*sun, 58, "#fffaf0"), glow(c, *sun, 280, "#fffaf0", 0.7))
    c.add(strata(5, 8, (900, 420, 2400, 880), "#f9e3c4", 0.3))
    c.add(mesas(31, 1012, 70, 7, (-200, 2600), "#d79a72"))
    c.add(mesas(6, 1018, 46, 9, (700, 2700), "#c27d59"))
    plain = Plain(1005, 430, seed=18, swell=2, dunes=(34, 800, 0.35, 0.6))
    c.add(rect(-10, 1010, 2420, 600, "#6f3127"))
    c.add(plain.draw((-0.9, 0.44), 0.3, SAND, (-20, 1014, 2420, 1620), 6))
    _haze(c, 1010, 150, "#e6a97b")
    c.veil(1240, 1610, "#3f1618", 0.0, 0.7)
    c.add(rocks(3, 60, (0, 1080, 2400, 1600), "#f0b184", "#57231f", "#571f1d", (5.5, 0.5), (3, 17)))
    _landing(c)
    return c.svg()


def _landing(c: Canvas) -> None:
    """The capsule, its parachute, and the person who came out of it."""
    x, y = 1330.0, 1180.0
    c.add(
        poly(
            ((x - 70, y), (x + 70, y), (x + 560, y + 44), (x + 470, y + 44)),
            "#571f1d",
            opacity=0.85,
        )
    )
    c.add(*_parachute(x + 300, y - 34))
    c.add(place(x, y, 1.7, capsule("#3a2226", "#f3dcb8", "#ffd58a")))
    who, rim = person(STAND, "#2c1519", suit=True), person(STAND, "#ffe6c2", suit=True)
    fx, fy, high = 1010.0, 1216.0, 112.0
    c.add(shadow(fx, fy, high, who, (4.4, 0.42), 0.85), stand(fx, fy, high, who, rim, (-3, -1)))
    for i in range(15):
        c.add(
            path(
                f"M{fx + 22 + i * 17} {fy - 2 - i * 1.6 + (i % 2) * 5}h9",
                stroke="#571f1d",
                stroke_width=3.4,
                opacity=0.8,
            )
        )


def _parachute(x: float, y: float) -> list[str]:
    """A spent parachute on the sand, its lines running back to the capsule."""
    lit, mid, dark = "#f4e3c6", "#e08a55", "#8f4a36"
    out = [line((x - 250, y - 40), (x + k, y - 6), "#7a3a2c", 1.6) for k in (0, 40, 80)]
    out.append(
        path(
            f"M{x} {y}Q{x + 60} {y - 56} {x + 150} {y - 30}Q{x + 260} {y - 64} {x + 330} "
            f"{y - 16}Q{x + 420} {y - 24} {x + 450} {y + 8}Q{x + 220} {y + 30} {x} {y}Z",
            mid,
        )
    )
    out.append(
        path(
            f"M{x} {y}Q{x + 60} {y - 56} {x + 150} {y - 30}Q{x + 96} {y - 16} {x + 90} "
            f"{y + 12}Q{x + 40} {y + 8} {x} {y}Z",
            lit,
        )
    )
    out.append(
        path(
            f"M{x + 190} {y - 38}Q{x + 260} {y - 64} {x + 330} {y - 16}Q{x + 270} "
            f"{y - 14} {x + 262} {y + 18}Q{x + 200} {y + 20} {x + 178} {y + 17}Q{x + 176} "
            f"{y - 12} {x + 190} {y - 38}Z",
            lit,
        )
    )
    out.append(
        path(
            f"M{x + 330} {y - 16}Q{x + 420} {y - 24} {x + 450} {y + 8}Q{x + 380} {y + 16} "
            f"{x + 330} {y + 17}Z",
            dark,
        )
    )
    return out


def rover_tracks() -> str:
    """Tracks wind over a plain to a rover with a long shadow."""
    c = Canvas()
    sun: Point = (1830, 470)
    c.fill(c.down(0, 690, "#54405c", "#935d62", "#cf8a6d", "#f0bf92", "#f9dcb2"))
    c.add(halos(*sun, [100, 190, 310, 460, 650, 900], "#dfe6f2", 0.12))
    c.add(circle(*sun, 42, "#fffdf6"), glow(c, *sun, 280, "#f6f9ff", 0.8))
    c.add(strata(9, 8, (100, 260, 1700, 540), "#f9dfc4", 0.25))
    c.add(mesas(51, 690, 250, 4, (-100, 2500), "#d49c81"))
    c.add(mesas(66, 700, 170, 6, (-400, 2600), "#b9775f"))
    plain = Plain(690, 620, seed=33, swell=3, dunes=(58, 900, -0.3, 0.6), lens=900)
    c.add(rect(-10, 697, 2420, 920, "#672d2c"))
    c.add(plain.draw((0.88, 0.47), 0.34, SAND, (-20, 700, 2420, 1620), 6))
    _haze(c, 697, 230, "#dc9a70")
    c.add(
        rect(
            -10,
            1150,
            2420,
            460,
            c.linear((0, 1150), (0, 1600), (0, "#33121c", 0.0), (1, "#33121c", 0.7)),
        )
    )
    c.add(rocks(13, 70, (0, 900, 2400, 1600), "#f2b488", "#46191f", "#46191f", (-5, 1.5), (3, 20)))
    c.add(*_tracks(plain))
    x, y = plain.pixel(ROUTE[-1][0] + 30, ROUTE[-1][1] - 40)
    shade = group(
        rover("#46191f", "#46191f", "#46191f"),
        transform=f"matrix(1.35 0 3.1 -1.0 {num(x)} {num(y)})",
        opacity=0.85,
    )
    c.add(shade, place(x, y, 1.35, rover("#2a1520", "#ffe0b8", ORANGE)))
    c.add(glow(c, x + 100, y - 62, 60, ORANGE, 0.7))
    return c.svg()


ROUTE: tuple[Point, ...] = (
    (420, 470),
    (190, 560),
    (-60, 700),
    (-230, 900),
    (-330, 1140),
    (-200, 1380),
    (20, 1540),
    (190, 1640),
    (330, 1700),
)
"""Where the rover came from: (right, away) in ground units, oldest first."""


def _route(count: int) -> list[tuple[Point, Point]]:
    """Places along the route with the direction across it, evenly by parts."""
    out: list[tuple[Point, Point]] = []
    pts = (ROUTE[0], *ROUTE, ROUTE[-1])
    for i in range(count + 1):
        s = i / count * (len(ROUTE) - 1)
        k = min(int(s), len(ROUTE) - 2)
        t = s - k
        p0, p1, p2, p3 = pts[k : k + 4]
        at = [
            0.5
            * (
                2 * b
                + (c_ - a) * t
                + (2 * a - 5 * b + 4 * c_ - d) * t * t
                + (3 * b - a - 3 * c_ + d) * t**3
            )
            for a, b, c_, d in zip(p0, p1, p2, p3, strict=True)
        ]
        out.append(((at[0], at[1]), (0.0, 0.0)))
    spots = [p for p, _ in out]
    for i, p in enumerate(spots):
        q, r = spots[max(0, i - 1)], spots[min(count, i + 1)]
        dx, dz = r[0] - q[0], r[1] - q[1]
        n = math.hypot(dx, dz) or 1.0
        out[i] = (p, (dz / n, -dx / n))
    return out


def _tracks(plain: Plain) -> list[str]:
    """Two ruts with cleat marks, in perspective."""
    out = []
    route = _route(420)

    def at(i: int, off: float) -> Point:
        (x, z), (nx, nz) = route[i]
        return plain.pixel(x + nx * off, z + nz * off)

    for side in (-44, 44):
        left = [at(i, side - 15) for i in range(421)]
        right = [at(i, side + 15) for i in range(421)]
        rim = [at(i, side - 21) for i in range(421)]
        out.append(poly(rim + left[::-1], "#f4ba88", opacity=0.8))
        out.append(poly(left + right[::-1], "#52202a", opacity=0.9))
        for i in range(1, 420):
            z = route[i][0][1]
            out.append(
                line(
                    at(i, side - 13),
                    at(i, side + 13),
                    "#b9653f",
                    max(0.7, 2.6 * 560 / z),
                    opacity=0.75,
                )
            )
    return out
