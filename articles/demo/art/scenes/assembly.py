"""An assembly in a cavern."""

from random import Random

from ..figures import STAND, person, shadow, stand
from ..kit import ORANGE, Canvas, Point, circle, ellipse, group, line, mix, path, poly, rect
from ..sky import glow, halos
from ..smoke import bank, heap

LIT = "#fff8e8"


def masked_assembly() -> str:
    """Rows of hooded figures in identical masks, in a cavern, before a tall rocket."""
    c = Canvas()
    c.fill(c.down(0, 1600, "#07120f", "#12312c", "#1b463c", "#0d2420"))
    c.add(halos(1200, 900, [230, 370, 540, 750, 1000], "#7fb59a", 0.075))
    c.add(glow(c, 1200, 1000, 820, "#ff9a4a", 0.6))
    _cavern(c)
    _shaft(c)
    for row, (y, high, count, gap) in enumerate(
        ((1010, 150, 21, 104), (1120, 190, 17, 132), (1250, 240, 14, 168), (1410, 305, 11, 218))
    ):
        _ranks(c, y, high, count, gap, row)
    c.add(rect(-10, 1490, 2420, 130, c.down(1490, 1600, "#7d8f7c", "#2c4a40")))
    who = person(STAND, "#04100d")
    c.add(rect(-10, 1488, 2420, 7, "#04100d", opacity=0.5))
    c.add(shadow(1200, 1552, 206, who, (0.0, 0.6), 0.8))
    c.add(stand(1200, 1552, 206, who, person(STAND, "#ffb072"), (0, -2.5)))
    return c.svg()


def _cavern(c: Canvas) -> None:
    """Rock in planes: hanging teeth above, walls at the sides."""
    rng = Random(6)
    for tone, drop, step in (("#1d4a40", 330, 120), ("#153a33", 420, 170), ("#0b211d", 480, 240)):
        pts: list[Point] = [(-40, -40)]
        x = -40.0
        while x < 2440:
            side = abs(x - 1200) / 1200
            tip = drop * (0.16 + 0.9 * side**1.3) * rng.uniform(0.5, 1.15)
            pts += [(x, tip * 0.4), (x + step * 0.3, tip), (x + step * 0.55, tip * 0.5)]
            x += step * rng.uniform(0.6, 1.1)
        c.add(poly([*pts, (2440, -40)], tone))
    for sign in (-1, 1):
        for tone, reach in (("#153a33", 430), ("#0b211d", 250)):
            edge = [
                (1200 + sign * (1210 - reach * k * rng.uniform(0.85, 1.1)), y)
                for k, y in (
                    (2.0, -40),
                    (1.5, 120),
                    (1.05, 300),
                    (0.7, 480),
                    (0.55, 680),
                    (0.6, 880),
                    (0.9, 1080),
                    (1.3, 1300),
                )
            ]
            c.add(poly([(1200 + sign * 1240, -40), *edge, (1200 + sign * 1240, 1400)], tone))


def _shaft(c: Canvas) -> None:
    """The tall shape, rocket-like, its gantries, the glow and steam at its foot."""
    ink, mid, lit = "#0d201d", "#57806f", "#e9ecd8"
    x = 1200.0
    for sign in (-1, 1):
        c.add(line((x + sign * 190, 1010), (x + sign * 190, 330), ink, 12))
        for y in range(360, 1000, 80):
            c.add(
                line((x + sign * 190, y), (x + sign * 96, y + 26), ink, 7),
                line((x + sign * 176, y), (x + sign * 206, y + 60), ink, 4),
            )
    c.add(path(f"M{x - 104} 1020V470Q{x - 96} 250 {x} 130Q{x + 96} 250 {x + 104} 470V1020Z", mid))
    c.add(path(f"M{x - 104} 1020V470Q{x - 96} 250 {x} 130Q{x - 44} 260 {x - 46} 470V1020Z", ink))
    c.add(path(f"M{x + 50} 1020V470Q{x + 50} 260 {x} 130Q{x + 96} 250 {x + 104} 470V1020Z", lit))
    c.add(rect(x - 104, 480, 208, 10, ink), rect(x - 104, 760, 208, 10, ink))
    c.add(circle(x, 600, 36, ink), circle(x, 600, 26, ORANGE), glow(c, x, 600, 130, ORANGE, 0.85))
    puffs = bank(5, x, 1040, 1100, 110, 60, 66, 0.3)
    c.add(
        heap(
            puffs,
            (x, 1010),
            560,
            ("#f08a4a", "#ffc58a", "#fff0d2"),
            ("#24463d", "#345c50", "#4f7c6c"),
        )
    )


def _ranks(c: Canvas, y: float, high: float, count: int, gap: float, row: int) -> None:
    """One rank, shoulder to shoulder, facing us; nearer ranks darker."""
    robe = ("#a9b8a2", "#cdd3bd", "#e6e6d2", "#f6f1df")[row]
    fold = mix(robe, "#12312c", 0.42)
    k = high / 100
    body = group(
        path("M-46 60Q-44 -34 -30 -52Q-30 -98 0 -102Q30 -98 30 -52Q44 -34 46 60Z", robe),
        path("M-46 60Q-44 -34 -30 -52Q-30 -98 0 -102Q-14 -80 -12 -40Q-20 0 -18 60Z", fold),
        path("M-21 -60Q-22 -92 0 -93Q22 -92 21 -60Q18 -38 0 -33Q-18 -38 -21 -60Z", "#0b1714"),
        path("M-16 -60Q-16 -85 0 -86V-38Q-14 -42 -16 -60Z", "#16211e"),
        path("M0 -86Q16 -85 16 -60Q14 -42 0 -38Z", LIT),
        ellipse(-7.5, -63, 3.6, 2.6, LIT),
        ellipse(7.5, -63, 3.6, 2.6, "#0b1714"),
        line((-6, -48), (0, -48), LIT, 1.6),
        line((0, -48), (6, -48), "#0b1714", 1.6),
    )
    for i in range(count):
        x = 1200 + (i - (count - 1) / 2) * gap
        c.add(group(body, transform=f"translate({x:.1f} {y}) scale({k:.3f})"))
    c.add(rect(-10, y + high * 0.4, 2420, high * 0.5, mix("#0d2420", "#07120f", row / 3)))
