"""What is overhead: stars, glows, flat halos, clouds, planets with their day and night."""

from random import Random

from .kit import Canvas, Noise, Point, circle, curve, group, mix, num, path


def stars(
    seed: int,
    count: int,
    area: tuple[float, float, float, float],
    colour: str = "#f6ecd9",
    size: float = 1.0,
) -> str:
    """Stars in an area (left, top, right, bottom), most of them faint."""
    rng = Random(seed)
    out = []
    for _ in range(count):
        faint = rng.random()
        r = (0.9 + 2.1 * faint**9) * size
        out.append(
            circle(
                rng.uniform(area[0], area[2]),
                rng.uniform(area[1], area[3]),
                r,
                colour,
                opacity=0.22 + 0.7 * faint**3,
            )
        )
    return "".join(out)


def halos(x: float, y: float, radii: list[float], colour: str, opacity: float = 0.1) -> str:
    """Flat discs, one on the other, that step the sky up towards its light."""
    return "".join(circle(x, y, r, colour, opacity=opacity) for r in sorted(radii, reverse=True))


def glow(c: Canvas, x: float, y: float, r: float, colour: str, opacity: float = 1.0) -> str:
    """A soft light that fades to nothing at `r` pixels."""
    paint = c.radial(
        (x, y),
        r,
        (0, colour, opacity),
        (0.18, colour, opacity * 0.62),
        (0.42, colour, opacity * 0.24),
        (0.7, colour, opacity * 0.06),
        (1, colour, 0.0),
    )
    return circle(x, y, r, paint)


def flare(c: Canvas, x: float, y: float, r: float, colour: str) -> str:
    """A bright point with four fine rays."""
    d = "".join(
        f"M{num(x)} {num(y - w)}Q{num(x)} {num(y)} {num(x + k * r)} {num(y)}"
        f"Q{num(x)} {num(y)} {num(x)} {num(y + w)}Z"
        for k, w in ((1, r / 26), (-1, r / 26))
    )
    upright = f"rotate(90 {num(x)} {num(y)})"
    return (
        path(d, colour)
        + group(path(d, colour), transform=upright)
        + circle(x, y, r / 14, colour)
        + glow(c, x, y, r * 0.8, colour, 0.7)
    )


def planet(
    c: Canvas,
    x: float,
    y: float,
    r: float,
    tones: tuple[str, str, str, str],
    light: Point,
    detail: str = "",
) -> str:
    """A globe in flat steps of day, from `tones` (night, dusk, day, bright).

    `light` points from the centre towards the sun, about one unit long. `detail` is laid over
    the bright steps and under the night.
    """
    night, dusk, day, bright = tones
    clip = c.clip(circle(x, y, r, "#fff"))
    lx, ly = light
    shade = c.radial(
        (x + lx * r * 0.75, y + ly * r * 0.75),
        r * 1.75,
        (0, night, 0.0),
        (0.48, night, 0.0),
        (0.74, night, 0.72),
        (0.88, night, 0.97),
        (1, night, 1.0),
    )
    parts = [circle(x, y, r, dusk)]
    for k, tone in ((0.16, day), (0.42, mix(day, bright, 0.55)), (0.7, bright)):
        parts.append(circle(x + lx * r * k, y + ly * r * k, r * (1.02 - k * 0.16), tone))
    return group(*parts, detail, circle(x, y, r, shade), clip_path=clip)


def strata(
    seed: int, count: int, area: tuple[float, float, float, float], colour: str, opacity: float
) -> str:
    """Long thin clouds in an area (left, top, right, bottom)."""
    rng = Random(seed)
    out = []
    for _ in range(count):
        y = rng.uniform(area[1], area[3])
        x = rng.uniform(area[0], area[2])
        long = rng.uniform(180, 620)
        thick = rng.uniform(5, 20)
        out.append(streak(rng.randrange(999), x, y, long, thick, colour, opacity))
    return "".join(out)


def streak(
    seed: int, x: float, y: float, long: float, thick: float, colour: str, opacity: float
) -> str:
    """One lens-shaped cloud, flat below and lobed above."""
    n = Noise(seed)
    upper, lower = [], []
    steps = 14
    for i in range(steps + 1):
        t = i / steps
        body = (4 * t * (1 - t)) ** 0.6
        upper.append((x + (t - 0.5) * long, y - body * thick * (0.8 + 0.6 * n.fbm(t * 5))))
        lower.append((x + (t - 0.5) * long, y + body * thick * 0.35))
    return path(curve(upper + lower[::-1][1:-1], closed=True), colour, opacity=opacity)
