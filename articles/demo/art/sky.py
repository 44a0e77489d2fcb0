"""What is overhead: stars, glows, flat halos, clouds, planets with their day and night."""

from random import Random

from .kit import Canvas, Noise, circle, curve, group, num, path


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
