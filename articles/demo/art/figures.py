"""Tiny people: silhouettes by pose, plain or suited, with their long shadows.

A figure is drawn 100 units high, feet at (0, 0), looking to the right.
"""

from .kit import Point, circle, ellipse, group, num, outline, path, rect

Pose = tuple[Point, Point, Point, Point, Point, Point, Point, Point, Point, Point, Point]
"""head, neck, hip, then knee and foot (left, right), elbow and hand (left, right)."""

STAND: Pose = (
    (0, -91),
    (0, -77),
    (0, -47),
    (-5, -25),
    (-7, -3),
    (5, -25),
    (8, -3),
    (-14, -62),
    (-13, -44),
    (14, -62),
    (13, -44),
)
LOOK: Pose = (
    (-2, -91),
    (-1, -77),
    (0, -47),
    (-5, -25),
    (-8, -3),
    (6, -25),
    (9, -3),
    (-13, -60),
    (-11, -42),
    (12, -60),
    (12, -42),
)
POINT: Pose = (
    (-2, -91),
    (-1, -77),
    (0, -47),
    (-5, -25),
    (-8, -3),
    (6, -25),
    (9, -3),
    (-13, -60),
    (-11, -42),
    (14, -86),
    (30, -102),
)
WALK: Pose = (
    (4, -91),
    (2, -77),
    (0, -47),
    (-3, -25),
    (-17, -4),
    (11, -27),
    (15, -3),
    (-10, -60),
    (-15, -44),
    (12, -61),
    (20, -47),
)
RUN: Pose = (
    (18, -91),
    (12, -78),
    (0, -48),
    (-9, -27),
    (-34, -22),
    (20, -37),
    (25, -6),
    (-7, -64),
    (-20, -52),
    (25, -63),
    (40, -73),
)
CROUCH: Pose = (
    (17, -52),
    (8, -45),
    (-10, -22),
    (8, -22),
    (0, -2),
    (12, -20),
    (6, -2),
    (16, -28),
    (25, -6),
    (20, -30),
    (30, -10),
)
STOOP: Pose = (
    (14, -74),
    (5, -66),
    (-7, -36),
    (5, -20),
    (-4, -3),
    (3, -19),
    (4, -3),
    (12, -44),
    (16, -18),
    (18, -44),
    (26, -20),
)
CLING: Pose = (
    (4, -90),
    (2, -77),
    (-4, -48),
    (8, -30),
    (-2, -10),
    (2, -28),
    (-6, -6),
    (14, -74),
    (24, -84),
    (14, -66),
    (26, -70),
)


def person(pose: Pose, colour: str, suit: bool = False) -> str:
    """A silhouette in one colour; suited figures have a helmet and a pack on the back."""
    head, neck, hip, kl, fl, kr, fr, el, hl, er, hr = pose
    leg = (13.0, 11.0, 10.0) if suit else (10.5, 7.6, 5.0)
    arm = (10.5, 9.0, 7.5) if suit else (7.0, 5.2, 3.8)
    half, waist = (12.0, 9.5) if suit else (11.0, 7.4)
    nx, ny = neck
    parts = [
        _limb((hip[0] - 4, hip[1]), kl, fl, leg, colour),
        _limb((hip[0] + 4, hip[1]), kr, fr, leg, colour),
        _limb((nx - half + 3, ny + 5), el, hl, arm, colour),
        _limb((nx + half - 3, ny + 5), er, hr, arm, colour),
        _torso(neck, hip, half, waist, colour),
    ]
    foot = leg[2]
    for x, y in (fl, fr):
        parts.append(rect(x - foot * 0.55, y - 3, foot * 1.6, 6, colour, rx=2.5))
    if suit:
        parts.append(rect(nx - 22, ny - 5, 15, 32, colour, rx=4))
        parts.append(circle(head[0], head[1] + 2, 10.5, colour))
    else:
        parts.append(ellipse(head[0], head[1], 6.4, 8, colour))
        parts.append(
            _limb(
                head,
                ((head[0] + nx) / 2, (head[1] + ny) / 2),
                (nx, ny - 2),
                (5.4, 5.4, 7.0),
                colour,
            )
        )
    return group(*parts)


def _torso(neck: Point, hip: Point, half: float, waist: float, colour: str) -> str:
    """The trunk from shoulders (`half` wide to each side) over the waist to the hips."""
    (nx, ny), (hx, hy) = neck, hip
    middle = (ny + hy) / 2 + 4
    d = (
        f"M{num(nx - 3)} {num(ny - 6)}Q{num(nx - half)} {num(ny - 2)} {num(nx - half)} "
        f"{num(ny + 7)}Q{num(hx - waist)} {num(middle)} {num(hx - waist - 1.5)} {num(hy + 4)}"
        f"H{num(hx + waist + 1.5)}Q{num(hx + waist)} {num(middle)} {num(nx + half)} "
        f"{num(ny + 7)}Q{num(nx + half)} {num(ny - 2)} {num(nx + 3)} {num(ny - 6)}Z"
    )
    return path(d, colour)


def _limb(a: Point, b: Point, z: Point, widths: tuple[float, float, float], colour: str) -> str:
    """An arm or leg from `a` over its joint `b` to `z`, tapering."""
    out = [circle(*p, w / 2, colour) for p, w in zip((a, b, z), widths, strict=True)]
    for p, q, u, v in ((a, b, widths[0], widths[1]), (b, z, widths[1], widths[2])):
        dx, dy = q[0] - p[0], q[1] - p[1]
        k = (dx * dx + dy * dy) ** 0.5 or 1.0
        sx, sy = -dy / k / 2, dx / k / 2
        out.append(
            path(
                outline(
                    (
                        (p[0] + sx * u, p[1] + sy * u),
                        (q[0] + sx * v, q[1] + sy * v),
                        (q[0] - sx * v, q[1] - sy * v),
                        (p[0] - sx * u, p[1] - sy * u),
                    )
                ),
                colour,
            )
        )
    return "".join(out)


def stand(
    x: float,
    y: float,
    high: float,
    figure: str,
    rim: str = "",
    rim_shift: Point = (0.0, 0.0),
    flip: bool = False,
) -> str:
    """A figure with its feet at a place, with a rim of light behind it when given one."""
    k = high / 100
    sx = -k if flip else k
    out = ""
    if rim:
        dx, dy = rim_shift
        out = group(
            rim, transform=f"translate({num(x + dx)} {num(y + dy)}) scale({sx:.4f} {k:.4f})"
        )
    return out + group(figure, transform=f"translate({num(x)} {num(y)}) scale({sx:.4f} {k:.4f})")


def shadow(
    x: float,
    y: float,
    high: float,
    figure: str,
    along: Point,
    opacity: float = 0.6,
    flip: bool = False,
) -> str:
    """The figure's shadow on flat ground; `along` is where the head's shadow falls,
    in figure heights to the right and down from the feet.
    """
    k = high / 100
    sx = -k if flip else k
    a, b = along
    matrix = f"matrix({sx:.4f} 0 {-a * k:.4f} {-b * k:.4f} {num(x)} {num(y)})"
    return group(figure, transform=matrix, opacity=opacity)
