"""One lit window in a concrete block, in snow."""

from random import Random

from ..figures import STAND, person, stand
from ..kit import Canvas, Point, below, circle, group, line, path, poly, rect
from ..land import ridge
from ..sky import glow

WALL, SIDE, DEEP = "#26355c", "#18234a", "#0b1129"


def night_window() -> str:
    """A vast dark apartment block in snow; in one window there is light, and a figure."""
    c = Canvas()
    c.fill(c.down(0, 1400, "#070c20", "#111b3d", "#22305c", "#3d4c7c"))
    _far_blocks(c)
    _block(c)
    _ground(c)
    rng = Random(3)
    for _ in range(520):
        near = rng.random() ** 3
        c.add(
            circle(
                rng.uniform(0, 2400),
                rng.uniform(0, 1600),
                1.2 + 4.2 * near,
                "#eef2fb",
                opacity=0.2 + 0.5 * rng.random(),
            )
        )
    return c.svg()


def _far_blocks(c: Canvas) -> None:
    """Other blocks, paler with distance."""
    for x, y, w, tone in (
        (1890, 520, 260, "#2a3765"),
        (2130, 640, 330, "#253160"),
        (-60, 560, 300, "#2a3765"),
        (1780, 760, 150, "#1f2b57"),
    ):
        c.add(rect(x, y, w, 900, tone))
        for i in range(int(w / 40)):
            for j in range(12):
                c.add(rect(x + 14 + i * 40, y + 30 + j * 52, 18, 24, "#1b264f"))


def _block(c: Canvas) -> None:
    """The near block: its front in a strict grid of dark windows, its side in shadow."""
    left, top, right, bottom = 330.0, 90.0, 1690.0, 1330.0
    c.add(
        poly(((right, top), (right + 230, top + 150), (right + 230, bottom), (right, bottom)), SIDE)
    )
    c.add(
        rect(left, top, right - left, bottom - top, c.down(top, bottom, "#1b2850", WALL, "#31426e"))
    )
    columns, rows = 17, 12
    w, h = (right - left) / columns, (bottom - top - 40) / rows
    lit = (8, 6)
    for i in range(columns):
        c.add(rect(left + i * w - 2, top, 4, bottom - top, "#16204a", opacity=0.8))
        for j in range(rows):
            x, y = left + i * w + w * 0.2, top + 24 + j * h + h * 0.2
            if (i, j) == lit:
                continue
            c.add(rect(x, y, w * 0.6, h * 0.56, DEEP))
            c.add(rect(x + w * 0.29, y, 2.5, h * 0.56, "#1b264f"))
            c.add(rect(x - 4, y + h * 0.56, w * 0.6 + 8, 5, "#8fa0c8", opacity=0.55))
    for j in range(1, rows):
        c.add(rect(left, top + 24 + j * h - 6, right - left, 3, "#16204a", opacity=0.8))
    c.add(rect(left - 10, top - 16, right - left + 10, 22, "#aebbd8"))
    c.add(
        poly(
            (
                (right, top - 16),
                (right + 236, top + 138),
                (right + 236, top + 158),
                (right, top + 6),
            ),
            "#6f7fa9",
        )
    )
    for j in range(rows):
        for k in (0.25, 0.6):
            y = top + 70 + j * h + 120 * k
            c.add(rect(right + 230 * k, y, 34, h * 0.5, DEEP, opacity=0.8))
    _lamp(c, (left + lit[0] * w + w * 0.2, top + 24 + lit[1] * h + h * 0.2), w * 0.6, h * 0.56)


def _lamp(c: Canvas, corner: Point, w: float, h: float) -> None:
    """The lit window with its figure, and what its light does to the wall."""
    x, y = corner
    cx, cy = x + w / 2, y + h / 2
    for r, o in ((330, 0.05), (230, 0.07), (150, 0.1), (96, 0.14)):
        c.add(circle(cx, cy, r, "#ff9d4a", opacity=o))
    c.add(glow(c, cx, cy, 260, "#ffb45f", 0.55))
    clip = c.clip(rect(x, y, w, h, "#fff"))
    pane = c.down(y, y + h, "#fff0c0", "#ffc062")
    c.add(
        group(
            rect(x, y, w, h, pane),
            rect(x, y, 9, h, "#ff7a2a"),
            rect(x + w - 9, y, 9, h, "#ff7a2a"),
            stand(cx - 4, y + h + 26, 78, person(STAND, "#1a1730")),
            clip_path=clip,
        )
    )
    c.add(rect(x - 4, y + h, w + 8, 6, "#ffe3ae"))


def _ground(c: Canvas) -> None:
    """Snow in planes, a path of steps, bare trees, a street lamp that is out."""
    c.add(path(below(ridge(2, 1300, 22, 500, 3)), c.down(1270, 1500, "#7e8fbb", "#5d6e9f")))
    rng = Random(8)
    for x, base, high in ((210, 1350, 520), (1990, 1340, 430), (2230, 1380, 620)):
        c.add(*_tree(rng, x, base, high))
    c.add(path(below(ridge(5, 1385, 26, 620, 3)), c.down(1360, 1600, "#a3b1d4", "#6475a6")))
    for i in range(24):
        t = i / 24
        mid = 1180 - 90 * t + 240 * t * t
        c.add(
            path(
                f"M{mid + (16 if i % 2 else -16) * (0.4 + t)} {1392 + 200 * t**1.3}h{8 + 14 * t}",
                stroke="#4a5a8c",
                stroke_width=3 + 6 * t,
                stroke_linecap="round",
            )
        )
    c.add(path(below(ridge(15, 1545, 24, 700, 2)), "#3a4a7c"))


def _tree(rng: Random, x: float, base: float, high: float) -> list[str]:
    """A bare tree."""
    ink = "#0d1430"
    out = [path(f"M{x - 10} {base}L{x - 3} {base - high}H{x + 3}L{x + 10} {base}Z", ink)]
    for i in range(15):
        t = 0.25 + 0.72 * i / 15
        side = 1 if i % 2 else -1
        y = base - high * t
        long = high * 0.34 * (1.1 - t) * rng.uniform(0.8, 1.2)
        tip = (x + side * long, y - long * rng.uniform(0.7, 1.1))
        out.append(line((x, y), tip, ink, 2 + 6 * (1 - t)))
        for k in (0.45, 0.7):
            px, py = x + (tip[0] - x) * k, y + (tip[1] - y) * k
            out.append(line((px, py), (px + side * long * 0.12, py - long * 0.4), ink, 2.2))
    return out
