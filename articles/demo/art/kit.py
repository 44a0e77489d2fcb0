"""Shapes as SVG text: colours, paths, gradients, filters and repeatable noise.

Lengths are master pixels: a picture is 2400 wide and 1600 high unless it says otherwise.
"""

import math
from collections.abc import Iterable, Sequence
from random import Random

Point = tuple[float, float]
Stop = tuple[float, str] | tuple[float, str, float]

INK = "#0a0f1e"
ORANGE = "#ff4f00"


def num(value: float) -> str:
    """A number as short as SVG allows at a tenth of a pixel's exactness or better."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def attrs(given: dict[str, str | float]) -> str:
    """Keyword arguments as SVG attributes: `stroke_width` becomes `stroke-width`."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{v if isinstance(v, str) else num(v)}"'
        for name, v in given.items()
    )


def path(d: str, fill: str = "none", **more: str | float) -> str:
    """A path with the given outline."""
    return f'<path d="{d}" fill="{fill}"{attrs(more)}/>'


def rect(x: float, y: float, w: float, h: float, fill: str, **more: str | float) -> str:
    """A rectangle by its upper left corner and size."""
    return (
        f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}" '
        f'fill="{fill}"{attrs(more)}/>'
    )


def circle(x: float, y: float, r: float, fill: str, **more: str | float) -> str:
    """A disc."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{fill}"{attrs(more)}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, **more: str | float) -> str:
    """An ellipse with upright axes."""
    return (
        f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}" '
        f'fill="{fill}"{attrs(more)}/>'
    )


def line(a: Point, b: Point, stroke: str, width: float = 2, **more: str | float) -> str:
    """A straight stroke."""
    d = f"M{num(a[0])} {num(a[1])}L{num(b[0])} {num(b[1])}"
    return path(d, "none", stroke=stroke, stroke_width=width, **more)


def outline(points: Iterable[Point], closed: bool = True) -> str:
    """Straight segments through the points."""
    body = "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return f"M{body}{'Z' if closed else ''}"


def poly(points: Iterable[Point], fill: str, **more: str | float) -> str:
    """A polygon."""
    return path(outline(points), fill, **more)


def curve(points: Sequence[Point], closed: bool = False, tension: float = 1.0) -> str:
    """A smooth line through all points (Catmull-Rom as Bezier segments)."""
    n = len(points)

    def at(i: int) -> Point:
        return points[i % n] if closed else points[max(0, min(n - 1, i))]

    out = [f"M{num(points[0][0])} {num(points[0][1])}"]
    k = tension / 6
    for i in range(n if closed else n - 1):
        p0, p1, p2, p3 = at(i - 1), at(i), at(i + 1), at(i + 2)
        c1 = (p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k)
        c2 = (p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k)
        out.append("C" + " ".join(f"{num(x)} {num(y)}" for x, y in (c1, c2, p2)))
    return "".join(out) + ("Z" if closed else "")


def below(points: Sequence[Point], bottom: float = 1700, smooth: bool = True) -> str:
    """The outline of everything under a skyline."""
    top = curve(points) if smooth else outline(points, closed=False)
    return f"{top}L{num(points[-1][0])} {num(bottom)}L{num(points[0][0])} {num(bottom)}Z"


def group(*parts: str, **more: str | float) -> str:
    """Parts that share a transform, an opacity, a clip or a filter."""
    return f"<g{attrs(more)}>{''.join(parts)}</g>"


def place(x: float, y: float, scale: float, *parts: str, turn: float = 0) -> str:
    """Parts drawn round (0, 0), moved to a place, scaled and turned clockwise in degrees."""
    spin = f" rotate({num(turn)})" if turn else ""
    return group(*parts, transform=f"translate({num(x)} {num(y)}){spin} scale({scale:.4f})")


def mix(a: str, b: str, t: float) -> str:
    """The colour at `t` (0 to 1) on the way from `a` to `b`."""
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(u + (v - u) * t):02x}" for u, v in pairs)


class Noise:
    """Smooth repeatable noise over a line, between -1 and 1."""

    def __init__(self, seed: int) -> None:
        rng = Random(seed)
        self.values = [rng.uniform(-1, 1) for _ in range(512)]

    def at(self, x: float) -> float:
        """One octave at `x`; features are about one unit long."""
        i = math.floor(x)
        t = x - i
        t = t * t * (3 - 2 * t)
        a, b = self.values[i % 512], self.values[(i + 1) % 512]
        return a + (b - a) * t

    def fbm(self, x: float, octaves: int = 4, gain: float = 0.5) -> float:
        """Several octaves on top of each other, still about -1 to 1."""
        total, size, norm = 0.0, 1.0, 0.0
        for i in range(octaves):
            total += self.at(x * 2**i + i * 37.7) * size
            norm += size
            size *= gain
        return total / norm


class Canvas:
    """One picture in the making: definitions, and parts from back to front."""

    def __init__(self, width: int = 2400, height: int = 1600) -> None:
        self.width, self.height = width, height
        self.defs: list[str] = []
        self.parts: list[str] = []

    def add(self, *parts: str) -> None:
        """Lay parts over what is there."""
        self.parts.extend(parts)

    def define(self, tag: str, body: str, **more: str | float) -> str:
        """Put a definition aside and return the reference to it."""
        name = f"d{len(self.defs)}"
        self.defs.append(f'<{tag} id="{name}"{attrs(more)}>{body}</{tag}>')
        return f"url(#{name})"

    def linear(self, a: Point, b: Point, *stops: Stop) -> str:
        """A gradient along the line from `a` to `b`, in master pixels."""
        return self.define(
            "linearGradient",
            _stops(stops),
            x1=a[0],
            y1=a[1],
            x2=b[0],
            y2=b[1],
            gradientUnits="userSpaceOnUse",
        )

    def radial(self, centre: Point, radius: float, *stops: Stop) -> str:
        """A gradient round a centre, in master pixels."""
        return self.define(
            "radialGradient",
            _stops(stops),
            cx=centre[0],
            cy=centre[1],
            r=radius,
            gradientUnits="userSpaceOnUse",
        )

    def down(self, top: float, bottom: float, *colours: str) -> str:
        """An even gradient from one height down to another."""
        last = max(1, len(colours) - 1)
        stops = [(i / last, c) for i, c in enumerate(colours)]
        return self.linear((0, top), (0, bottom), *stops)

    def blur(self, amount: float) -> str:
        """A reference to a soft focus of that many pixels."""
        body = f'<feGaussianBlur stdDeviation="{num(amount)}"/>'
        return self.define("filter", body, x="-60%", y="-60%", width="220%", height="220%")

    def clip(self, *shapes: str) -> str:
        """A reference that cuts parts to the given shapes."""
        return self.define("clipPath", "".join(shapes))

    def mask(self, *shapes: str) -> str:
        """A reference that shows parts where the given shapes are light."""
        area = {"x": 0, "y": 0, "width": self.width, "height": self.height}
        return self.define("mask", "".join(shapes), maskUnits="userSpaceOnUse", **area)

    def fill(self, paint: str, **more: str | float) -> None:
        """Cover the whole picture with a paint."""
        self.add(rect(-10, -10, self.width + 20, self.height + 20, paint, **more))

    def veil(self, top: float, bottom: float, colour: str, above: float, beneath: float) -> None:
        """Lay a colour across the picture whose opacity runs from `above` to `beneath`."""
        paint = self.linear((0, top), (0, bottom), (0, colour, above), (1, colour, beneath))
        self.add(rect(-10, top, self.width + 20, bottom - top, paint))

    def svg(self) -> str:
        """The finished picture."""
        w, h = self.width, self.height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" '
            f'width="{w}" height="{h}"><defs>{"".join(self.defs)}</defs>'
            f"{''.join(self.parts)}</svg>"
        )


def _stops(stops: Sequence[Stop]) -> str:
    """Gradient stops: where (0 to 1), colour, and opacity if not 1."""
    return "".join(
        f'<stop offset="{num(s[0])}" stop-color="{s[1]}"'
        + (f' stop-opacity="{num(s[2])}"' if len(s) == 3 else "")
        + "/>"
        for s in stops
    )
