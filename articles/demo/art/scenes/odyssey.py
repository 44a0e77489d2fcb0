"""A slab on a plain, a corridor of light."""

from random import Random

from ..figures import CROUCH, STOOP, person, shadow, stand
from ..ground import Plain
from ..kit import ORANGE, Canvas, Point, below, circle, ellipse, group, mix, path, poly, rect
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


CORRIDOR: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("#ff4f00", "#ff8a3c", "#ffd08a", "#e8336d", "#8b2fb3"),
    ("#1fb6c9", "#2f6fe0", "#7de0d0", "#5a3fd0", "#f6ecd9"),
)


def light_corridor() -> str:
    """Two planes of colored light rush to a vanishing point; a tiny pod flies into it."""
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
