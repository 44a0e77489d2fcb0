"""Machines: habitats, masts, rockets, ships, capsules, a rover.

Each is drawn round (0, 0) on its ground line, about 100 units long or high, for `place`.
"""

from .kit import circle, ellipse, group, line, outline, path, poly, rect


def module(wide: float, high: float, body: str, lit: str, window: str, count: int) -> str:
    """A half-buried cylinder lying on the ground, with a row of lit windows."""
    parts = [
        path(
            f"M0 0V{-high * 0.55}Q0 {-high} {high * 0.45} {-high}H{wide - high * 0.45}"
            f"Q{wide} {-high} {wide} {-high * 0.55}V0Z",
            body,
        ),
        path(
            f"M{high * 0.2} {-high * 0.86}Q{high * 0.3} {-high} {high * 0.45} {-high}"
            f"H{wide - high * 0.45}Q{wide - high * 0.3} {-high} {wide - high * 0.2} "
            f"{-high * 0.86}Z",
            lit,
        ),
    ]
    gap = wide / (count + 1)
    parts += [
        rect(
            gap * (i + 1) - high * 0.11,
            -high * 0.58,
            high * 0.22,
            high * 0.24,
            window,
            rx=high * 0.06,
        )
        for i in range(count)
    ]
    return group(*parts)


def dome(r: float, body: str, lit: str, window: str = "") -> str:
    """A half sphere with its lit flank to the left and a band of light at its foot."""
    parts = [
        path(f"M{-r} 0A{r} {r} 0 0 1 {r} 0Z", body),
        path(f"M{-r} 0A{r} {r} 0 0 1 0 {-r}Q{-r * 0.62} {-r * 0.66} {-r * 0.66} 0Z", lit),
    ]
    if window:
        parts += [
            rect(r * (k - 0.05), -r * 0.34, r * 0.12, r * 0.16, window, rx=r * 0.03)
            for k in (-0.4, -0.13, 0.14, 0.41)
        ]
    return group(*parts)


def mast(high: float, colour: str, lamp: str) -> str:
    """A lattice mast with a warning lamp on top."""
    w = high * 0.05
    parts = [line((-w, 0), (0, -high), colour, 2.2), line((w, 0), (0, -high), colour, 2.2)]
    for i in range(1, 8):
        k = i / 8
        parts.append(line((-w * (1 - k), -high * k), (w * (1 - k), -high * k), colour, 1.4))
    parts.append(circle(0, -high, 3.2, lamp))
    return group(*parts)


def dish(r: float, colour: str, lit: str) -> str:
    """A dish antenna on a post, looking up and to the right."""
    return group(
        path(outline(((-r * 0.5, 0), (r * 0.1, 0), (0, -r * 1.1), (-r * 0.1, -r * 1.1))), colour),
        group(
            ellipse(0, 0, r, r * 0.42, colour),
            ellipse(0, -r * 0.08, r * 0.9, r * 0.3, lit),
            line((0, 0), (0, -r * 0.9), colour, r * 0.07),
            circle(0, -r * 0.9, r * 0.1, colour),
            transform=f"translate(0 {-r * 1.35}) rotate(38)",
        ),
    )


def rover(body: str, lit: str, lamp: str) -> str:
    """A two-seat pressurised rover, 150 long, facing right."""
    wheels = "".join(
        circle(x, -15, 16, body) + circle(x, -15, 6.5, lit, opacity=0.55) for x in (-52, -8, 46)
    )
    return group(
        wheels,
        path("M-76 -24H70L78 -40L66 -44H-72Z", body),
        path("M-70 -42V-78Q-70 -88 -58 -88H22Q48 -86 62 -56L66 -42Z", body),
        path("M18 -80Q40 -80 54 -56L24 -54Z", lit),
        path("M-66 -84Q-64 -88 -58 -88H22Q34 -87 42 -81L-66 -80Z", lit, opacity=0.8),
        line((-50, -88), (-50, -132), body, 3),
        line((-30, -88), (-30, -108), body, 3),
        rect(-44, -114, 28, 8, body),
        circle(74, -46, 4, lamp),
    )


def leviathan(body: str, mid: str, lit: str, band: str) -> str:
    """A stout sea-launched rocket of 100 units' height, one huge bell, lit on its right."""
    return group(
        path("M-5 -8Q-11 -4 -12.5 3H12.5Q11 -4 5 -8Z", mid),
        path("M2 -8H5Q11 -4 12.5 3H7Q7 -4 2 -8Z", lit),
        path("M-11 -8V-66L-8 -80V-88Q-7 -96 0 -101Q7 -96 8 -88V-80L11 -66V-8Z", body),
        path("M-1 -8V-66L0 -80V-101Q7 -96 8 -88V-80L11 -66V-8Z", mid),
        path("M6 -8V-66L4.6 -80V-88Q4 -96 0 -101Q7 -96 8 -88V-80L11 -66V-8Z", lit),
        rect(-11, -66.4, 22, 0.9, band),
        rect(-8, -80.4, 16, 0.8, body, opacity=0.5),
        rect(-11, -36, 22, 0.7, body, opacity=0.6),
        rect(-11, -12, 22, 0.7, body, opacity=0.6),
    )


def long_ship(body: str, lit: str, lamp: str) -> str:
    """A long-hauler in side view: drive at the left, tanks, spine, cabin at the right."""
    tanks = "".join(
        rect(-52 + i * 19, -11, 16, 22, body, rx=4) + rect(-52 + i * 19, -11, 16, 6, lit, rx=3)
        for i in range(3)
    )
    return group(
        poly(((-80, -13), (-80, 13), (-66, 5), (-66, -5)), body),
        poly(((-80, -13), (-80, -7), (-66, -2), (-66, -5)), lit),
        rect(-68, -4, 130, 8, body),
        rect(-68, -4, 130, 2.4, lit),
        tanks,
        rect(16, -26, 5, 52, body),
        rect(8, -34, 21, 10, body, rx=3),
        rect(8, 24, 21, 10, body, rx=3),
        rect(8, -34, 21, 3.4, lit, rx=1.7),
        rect(8, 24, 21, 3.4, lit, rx=1.7),
        path("M42 -12H62Q80 -9 84 0Q80 9 62 12H42Z", body),
        path("M42 -12H62Q76 -10 81 -4H42Z", lit),
        circle(70, 1, 2.2, lamp),
        circle(62, 1, 2.2, lamp),
        circle(54, 1, 2.2, lamp),
    )


def capsule(body: str, lit: str, window: str) -> str:
    """A landed bell-shaped capsule, 100 units high, on short legs, light from the left."""
    return group(
        line((-34, -14), (-56, 0), body, 5),
        line((34, -14), (56, 0), body, 5),
        rect(-66, -4, 20, 5, body),
        rect(46, -4, 20, 5, body),
        path("M-42 -10H42L46 -22L24 -84Q18 -96 0 -96Q-18 -96 -24 -84L-46 -22Z", body),
        path("M-42 -10H-14L-12 -24L-8 -84Q-6 -94 0 -96Q-18 -96 -24 -84L-46 -22Z", lit),
        rect(-47, -25, 94, 5, body),
        rect(-47, -25, 34, 5, lit, opacity=0.7),
        circle(6, -58, 8, body),
        circle(6, -58, 5.6, window),
        line((0, -96), (0, -118), body, 2.4),
    )
