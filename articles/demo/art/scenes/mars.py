"""Mars and its sky."""

import math
from random import Random

from ..craft import dish, dome, long_ship, mast, module
from ..figures import WALK, person, shadow, stand
from ..globe import Globe
from ..ground import Plain
from ..kit import ORANGE, Canvas, Point, below, circle, ellipse, group, line, path, place, rect
from ..land import mesas, ridge, rocks
from ..relief import Rock, Vector, bands, contour
from ..sky import flare, glow, halos, stars, strata

DUSK = ("#2c2338", "#5d3f4c", "#a3655a", "#d79470", "#eebb8e")


def mars_base() -> str:
    """A low habitat's lights between dunes, the small pale sun going down behind mesas."""
    c = Canvas()
    sun: Point = (1500, 640)
    c.fill(c.down(0, 830, "#2b2340", "#5b3d50", "#a5635a", "#dd9a74", "#f3cda2"))
    c.add(stars(11, 110, (0, 0, 2400, 420)))
    c.add(halos(*sun, [110, 200, 320, 470, 650, 870], "#c9dcf0", 0.105))
    c.add(strata(23, 8, (250, 300, 2200, 560), "#f4d9bd", 0.2))
    c.add(circle(*sun, 40, "#fffdf6"), glow(c, *sun, 330, "#f2f7ff", 0.85))
    c.add(mesas(14, 800, 200, 5, (-150, 2550), "#d29a83"))
    c.add(mesas(23, 830, 230, 4, (-350, 2500), "#b3705f"))
    c.add(
        rect(
            -10,
            740,
            2420,
            110,
            c.linear((0, 740), (0, 850), (0, "#f0bd94", 0.0), (1, "#f0bd94", 0.8)),
        )
    )
    _sands(c)
    _habitat(c)
    _walker(c)
    return c.svg()


def _sands(c: Canvas) -> None:
    """The plain: long swells and small craters under a low sun ahead and to the right."""
    c.add(path(below(ridge(31, 846, 10, 420, 3)), "#c47a58"))
    ground = Plain(842, 560, seed=33, centre=1200, swell=30, dunes=(62, 560, 0.5, 0.9))
    area = (-20.0, 850.0, 2420.0, 1620.0)
    steps = [(-0.5, "#8a4234"), (-0.1, "#a9543a"), (0.02, "#c87049"), (0.16, "#e39a6b")]
    c.add(rect(-10, 850, 2420, 770, "#5f2a2f"))
    c.add(ground.draw((0.72, 0.69), 0.3, steps, area, 5))
    c.add(
        rect(
            -10,
            845,
            2420,
            220,
            c.linear(
                (0, 845), (0, 1065), (0, "#e3a179", 1), (0.35, "#d98f68", 0.9), (1, "#d98f68", 0.0)
            ),
        )
    )
    c.add(
        rect(
            -10,
            1100,
            2420,
            520,
            c.linear((0, 1100), (0, 1600), (0, "#3b1522", 0.0), (1, "#3b1522", 0.72)),
        )
    )


def _habitat(c: Canvas) -> None:
    """Modules, a dome, a mast and a dish, half sunk in sand, windows alight."""
    body, rim, window = "#33192a", "#f0b288", "#ffe3a3"
    c.add(glow(c, 1180, 985, 430, "#ffcf8a", 0.3))
    for x, w, slant in ((770, 170, 60), (920, 180, 120), (1085, 330, 90), (1400, 160, 66)):
        c.add(
            path(
                f"M{x} 1010H{x + w}L{x + w - slant * 1.9} {1010 + slant}H{x - slant * 1.9}Z",
                "#571f28",
                opacity=0.8,
            )
        )
    c.add(
        place(1290, 936, 1, mast(250, body, ORANGE)),
        place(1490, 964, 1, dish(50, body, rim)),
        place(770, 1012, 1, module(170, 52, body, rim, window, 3)),
        place(1010, 1012, 1, group(dome(98, body, rim, window), transform="scale(-1 1)")),
        place(1085, 1013, 1, module(330, 80, body, rim, window, 6)),
        place(1400, 1013, 1, module(160, 56, body, rim, window, 3)),
        glow(c, 1290, 686, 46, ORANGE, 0.95),
    )
    for x in (1132, 1180, 1227, 1274, 1321, 1368, 812, 855, 898, 1440, 1480, 1520):
        c.add(path(f"M{x - 10} 1014H{x + 10}L{x - 6} 1060H{x - 46}Z", "#ffc87a", opacity=0.22))


def _walker(c: Canvas) -> None:
    """Stones, a line of steps, and a suited figure with a long shadow."""
    c.add(
        rocks(6, 70, (0, 1150, 2400, 1600), "#e39a6c", "#3d1826", "#3d1826", (-4.2, 2.6), (5, 22))
    )
    walker, rim = person(WALK, "#24111f", suit=True), person(WALK, "#ffdcb4", suit=True)
    x, y, high = 800, 1300, 150
    for i in range(26):
        t = i / 26
        c.add(
            ellipse(
                x - 22 - 760 * t**1.1,
                y + 8 + 250 * t**1.2 + (6 if i % 2 else -6),
                9 + 8 * t,
                3.5 + 3 * t,
                "#3d1826",
                opacity=0.8,
            )
        )
    c.add(shadow(x, y, high, walker, (-2.9, -0.0 + 1.55), 0.8))
    c.add(stand(x, y, high, walker, rim, (3, -2)))


def asteroid_tow() -> str:
    """An enormous rock on a line behind a tiny ship, the limb of Mars below."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#060a18", "#0a1126", "#141d3c"))
    c.add(stars(15, 520, (0, 0, 2400, 1500)))
    _limb(c)
    _boulder(c)
    _tug(c)
    return c.svg()


def _limb(c: Canvas) -> None:
    """The edge of Mars, from day at the right to night at the left, with thin air."""
    g = Globe(1700, 3300, 2120, (0.62, -0.62, 0.42))
    area = (-20.0, 1120.0, 2420.0, 1620.0)
    g.air(c, "#f3a874", ((70, 0.16), (42, 0.22), (20, 0.35), (8, 0.6)))
    marks = g.marks(9, (5.5, 11), 4, 0.9)
    g.draw(
        c,
        "#c9683c",
        bands(marks, area, 8, [(0.02, "#b4552f"), (0.16, "#97432a"), (0.3, "#7b3424")]),
        bands(lambda x, y: -marks(x, y), area, 8, [(0.22, "#dc8a58")], 0.8),
        g.night(area, 10, "#0a0d1f", (0.74, 0.6, 0.47, 0.35, 0.24, 0.14), 0.38),
    )


def _pits(seed: int) -> list[tuple[Vector, float, float]]:
    """Craters on the side towards us, none over another: direction, size, depth."""
    rng = Random(seed)
    out: list[tuple[Vector, float, float]] = []
    for size in (0.42, 0.3, 0.26, 0.2, 0.17, 0.15, 0.13, 0.11, 0.1, 0.09, 0.08, 0.07):
        for _ in range(200):
            turn, away = rng.uniform(0, 2 * math.pi), math.sqrt(rng.uniform(0, 0.62))
            spot = (away * math.cos(turn), away * math.sin(turn), math.sqrt(1 - away * away))
            apart = [
                math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(spot, v, strict=True)))))
                - (size + r) * 1.05
                for v, r, _ in out
            ]
            if not apart or min(apart) > 0:
                out.append((spot, size, size * 0.31))
                break
    return out


def _boulder(c: Canvas) -> None:
    """The asteroid, lit from the right in flat steps."""
    rock = Rock(5, (1.32, 0.88, 0.95), _pits(1), 0.28)
    area = (-780.0, -580.0, 780.0, 580.0)
    light, edge = rock.light(area, 6, 500, (0.8, -0.42, 0.4))
    start = (area[0], area[1])
    clip = c.clip(path(contour(edge, 0.0, start, 6), "#fff"))
    tones = (
        (0.03, "#1e2138"),
        (0.16, "#453a44"),
        (0.38, "#7c5d50"),
        (0.6, "#b58a68"),
        (0.82, "#ecca9b"),
    )
    steps = [path(contour(light, s, start, 6), t, fill_rule="evenodd") for s, t in tones]
    c.add(
        group(
            group(rect(-800, -600, 1600, 1200, "#0f1428"), *steps, clip_path=clip),
            transform="translate(800 620) rotate(-13)",
        )
    )


def _tug(c: Canvas) -> None:
    """The ship, its drive's light, and the lines to the rock."""
    sx, sy = 1850, 430
    for hook in ((1352, 340), (1388, 490), (1360, 650)):
        c.add(line(hook, (sx + 20, sy), "#f6ecd9", 2, opacity=0.8), circle(*hook, 4, "#f6ecd9"))
    c.add(place(sx, sy, 1.25, long_ship("#c9ced8", "#ffffff", ORANGE), turn=-4))
    for k in (-1, 1):
        c.add(glow(c, sx - 92, sy + 8 + k * 4, 120, ORANGE, 0.5))
    c.add(flare(c, sx - 104, sy + 8, 110, "#fff2dc"))
