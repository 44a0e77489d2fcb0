"""Relief in flat tones: a field of light values cut into bands, each band one smooth outline."""

import math
from collections.abc import Callable, Sequence
from random import Random

from .kit import Point, num, path

Field = list[list[float]]
Area = tuple[float, float, float, float]
Vector = tuple[float, float, float]


def sample(value: Callable[[float, float], float], area: Area, cell: float) -> Field:
    """Values at every `cell` pixels of an area (left, top, right, bottom)."""
    left, top, right, bottom = area
    columns = int((right - left) / cell) + 1
    rows = int((bottom - top) / cell) + 1
    return [[value(left + i * cell, top + j * cell) for i in range(columns)] for j in range(rows)]


def bands(
    value: Callable[[float, float], float],
    area: Area,
    cell: float,
    steps: Sequence[tuple[float, str]],
    opacity: float = 1.0,
    soft: bool = False,
) -> str:
    """For each step (level, colour) the area where the value exceeds the level."""
    field = sample(value, area, cell)
    if soft:
        field = soften(field)
    out = []
    for level, colour in steps:
        d = contour(field, level, (area[0], area[1]), cell)
        if d:
            out.append(path(d, colour, fill_rule="evenodd", opacity=opacity))
    return "".join(out)


def contour(field: Field, level: float, origin: Point, cell: float) -> str:
    """The outline of all that lies above a level, smooth, as path data ("" when nothing does)."""
    wide = len(field[0]) + 2
    low = [level - 0.3] * wide
    padded = [low, *([level - 0.3, *row, level - 0.3] for row in field), low]
    links = _links(padded, level)
    out = []
    while links:
        start, (here, first) = links.popitem()
        ring = [first]
        while here != start:
            here, spot = links.pop(here)
            ring.append(spot)
        if len(ring) > 5:
            out.append(_smooth(ring, origin, cell))
    return "".join(out)


Edge = tuple[int, int, int]


def _links(f: Field, level: float) -> dict[Edge, tuple[Edge, Point]]:
    """From edge to next edge round each region above the level, with the crossing's place."""
    links: dict[Edge, tuple[Edge, Point]] = {}
    for j in range(len(f) - 1):
        a, b = f[j], f[j + 1]
        for i in range(len(a) - 1):
            tl, tr, br, bl = a[i] > level, a[i + 1] > level, b[i + 1] > level, b[i] > level
            if tl == tr == br == bl:
                continue
            edges: tuple[Edge, ...] = ((i, j, 0), (i + 1, j, 1), (i, j + 1, 0), (i, j, 1))
            corners = (tl, tr, br, bl)
            ins = [k for k in range(4) if not corners[k] and corners[(k + 1) % 4]]
            outs = [k for k in range(4) if corners[k] and not corners[(k + 1) % 4]]
            for k in ins:
                m = min(outs, key=[(o - k) % 4 for o in range(4)].__getitem__)
                links[edges[m]] = (edges[k], _cross(f, edges[m], level))
    return links


def _cross(f: Field, edge: Edge, level: float) -> Point:
    """Where the level crosses a grid edge (kind 0 runs right, 1 runs down)."""
    i, j, kind = edge
    u = f[j][i]
    v = f[j][i + 1] if kind == 0 else f[j + 1][i]
    t = max(0.02, min(0.98, (level - u) / (v - u))) if v != u else 0.5
    return (i + t, float(j)) if kind == 0 else (float(i), j + t)


def _smooth(ring: list[Point], origin: Point, cell: float) -> str:
    """A closed outline with rounded corners through the middles of its segments."""
    pts = [(origin[0] + (x - 1) * cell, origin[1] + (y - 1) * cell) for x, y in ring]
    if len(pts) > 40:
        pts = pts[::2]
    mids = [
        ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(pts, pts[1:] + pts[:1], strict=True)
    ]
    out = [f"M{num(mids[-1][0])} {num(mids[-1][1])}"]
    for p, m in zip(pts, mids, strict=True):
        out.append(f"Q{num(p[0])} {num(p[1])} {num(m[0])} {num(m[1])}")
    return "".join(out) + "Z"


class Noise3:
    """Smooth repeatable noise in space, between -1 and 1."""

    def __init__(self, seed: int) -> None:
        rng = Random(seed)
        self.perm = list(range(256))
        rng.shuffle(self.perm)
        self.perm *= 2
        self.values = [rng.uniform(-1, 1) for _ in range(256)]

    def at(self, x: float, y: float, z: float) -> float:
        """One octave; features are about one unit across."""
        i, j, k = math.floor(x), math.floor(y), math.floor(z)
        u, v, w = x - i, y - j, z - k
        u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
        p, val = self.perm, self.values
        i, j, k = i & 255, j & 255, k & 255
        a, b = p[i] + j, p[(i + 1) & 255] + j
        aa, ab = p[a & 255] + k, p[(a + 1) & 255] + k
        ba, bb = p[b & 255] + k, p[(b + 1) & 255] + k

        def lane(s: int, t: int, z_: int) -> float:
            lo, hi = val[p[(s + z_) & 255]], val[p[(t + z_) & 255]]
            return lo + (hi - lo) * u

        near = lane(aa, ba, 0) + (lane(ab, bb, 0) - lane(aa, ba, 0)) * v
        far = lane(aa, ba, 1) + (lane(ab, bb, 1) - lane(aa, ba, 1)) * v
        return near + (far - near) * w

    def fbm(self, x: float, y: float, z: float, octaves: int = 4, gain: float = 0.5) -> float:
        """Several octaves, about -1 to 1."""
        total, size, norm = 0.0, 1.0, 0.0
        for o in range(octaves):
            f = 2.0**o
            total += size * self.at(x * f + o * 17.3, y * f + o * 5.1, z * f + o * 9.7)
            norm += size
            size *= gain
        return total / norm


def bowl(d: float, depth: float, rim: float = 0.35) -> float:
    """A crater's height at `d` radii from its centre: floor, wall, raised rim, apron."""
    if d < 1:
        return depth * (-1 + (1 + rim) * max(0.0, (d - 0.25) / 0.75) ** 2)
    return depth * rim * max(0.0, 1 - (d - 1) / 0.6) ** 2 if d < 1.6 else 0.0


class Rock:
    """A lumpy cratered body, seen along the line of sight, lit from one side."""

    def __init__(
        self,
        seed: int,
        axes: Vector,
        craters: Sequence[tuple[Vector, float, float]],
        rough: float = 0.16,
    ) -> None:
        self.noise = Noise3(seed)
        self.axes, self.rough = axes, rough
        self.craters = [(_unit(v), size, depth) for v, size, depth in craters]

    def reach(self, x: float, y: float, z: float) -> float:
        """How far the surface is from the centre in a direction."""
        x, y, z = _unit((x, y, z))
        r = 1 + self.rough * self.noise.fbm(x * 1.6 + 7, y * 1.6, z * 1.6, 2)
        r += self.rough * 0.1 * self.noise.fbm(x * 4.5, y * 4.5, z * 4.5, 2)
        for (a, b, c), size, depth in self.craters:
            away = math.acos(max(-1.0, min(1.0, x * a + y * b + z * c))) / size
            if away < 1.6:
                r += bowl(away, depth)
        return r

    def depth(self, u: float, v: float) -> tuple[float, float]:
        """Height towards the viewer at (u, v), and how far inside the outline that is."""
        x, y = u / self.axes[0], v / self.axes[1]
        flat = x * x + y * y
        z, inside = math.sqrt(max(0.0, 1 - flat)), 0.0
        for _ in range(4):
            r = self.reach(x, y, z)
            inside = r * r - flat
            z = math.sqrt(max(0.0, inside))
        return z * self.axes[2], inside

    def day(self, u: float, v: float, sun: Vector) -> float:
        """How much sun reaches (u, v) at all, were the body smooth: 0 in its night, else 1."""
        x, y = u / self.axes[0], v / self.axes[1]
        x, y, z = _unit((x, y, math.sqrt(max(0.05, 1 - x * x - y * y))))
        high = x * sun[0] + y * sun[1] + z * sun[2]
        return max(0.0, min(1.0, (high + 0.3) / 0.55))

    def light(self, area: Area, cell: float, scale: float, sun: Vector) -> tuple[Field, Field]:
        """Fields of light (-1 to 1) and of the outline (inside above 0) round (0, 0)."""
        sun = _unit(sun)
        raw = sample(lambda px, py: 0.0, area, cell)
        deep: Field = [row[:] for row in raw]
        edge: Field = [row[:] for row in raw]
        for j, row in enumerate(raw):
            for i in range(len(row)):
                u, v = (area[0] + i * cell) / scale, (area[1] + j * cell) / scale
                deep[j][i], edge[j][i] = self.depth(u, v)
        deep = soften(deep)
        lit = [row[:] for row in raw]
        h = 2 * cell / scale
        for j in range(len(raw)):
            for i in range(len(raw[0])):
                j0, j1 = max(0, j - 1), min(len(raw) - 1, j + 1)
                i0, i1 = max(0, i - 1), min(len(raw[0]) - 1, i + 1)
                n = _unit((-(deep[j][i1] - deep[j][i0]) / h, -(deep[j1][i] - deep[j0][i]) / h, 1))
                u, v = (area[0] + i * cell) / scale, (area[1] + j * cell) / scale
                lit[j][i] = (n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2]) * self.day(u, v, sun)
        return lit, edge


def _unit(v: Vector) -> Vector:
    """The same direction, one long."""
    n = math.sqrt(v[0] ** 2 + v[1] ** 2 + v[2] ** 2) or 1.0
    return (v[0] / n, v[1] / n, v[2] / n)


def soften(f: Field) -> Field:
    """The field with each value averaged with its neighbours."""
    rows, columns = len(f), len(f[0])
    out: Field = []
    for j in range(rows):
        up, mid, down = f[max(0, j - 1)], f[j], f[min(rows - 1, j + 1)]
        line = [u + 2 * m + d for u, m, d in zip(up, mid, down, strict=True)]
        out.append(
            [
                (line[max(0, i - 1)] + 2 * line[i] + line[min(columns - 1, i + 1)]) / 16
                for i in range(columns)
            ]
        )
    return out
