"""The desk: a round portrait for a byline."""

from ..kit import INK, ORANGE, Canvas, circle, ellipse, group, line, path, place, rect
from ..sky import stars


def desk_portrait() -> str:
    """A lamp-lit desk from above: keys, a sheet with an orbit on it, a cup."""
    c = Canvas(1200, 1200)
    c.fill("#0b1228")
    c.add(stars(5, 40, (0, 0, 1200, 1200)))
    for r, tone in ((585, "#131d3f"), (520, "#1d2b58"), (440, "#31406f"), (350, "#5a5670")):
        c.add(circle(600, 560, r, tone))
    sheet = group(
        path("M-232 -262H232V300H-232Z", "#0b1228", opacity=0.5, transform="translate(20 22)"),
        rect(-232, -262, 464, 562, "#f9efdb"),
        rect(-232, -262, 464, 562, "none", stroke="#fffaf0", stroke_width=5),
        ellipse(
            0,
            -30,
            176,
            118,
            "none",
            stroke="#1d2d55",
            stroke_width=6,
            transform="rotate(-18 0 -30)",
        ),
        ellipse(
            0, -30, 176, 176, "none", stroke="#b8a888", stroke_width=3, stroke_dasharray="4 14"
        ),
        circle(-34, -20, 52, "#b5512b"),
        path("M-34 -72A52 52 0 0 1 -34 32Q-4 -20 -34 -72Z", "#7a3222"),
        circle(154, -108, 19, ORANGE),
        circle(154, -108, 34, "none", stroke=ORANGE, stroke_width=4),
        *(rect(-176, 184 + i * 34, w, 9, "#b8a888") for i, w in enumerate((350, 300, 210))),
    )
    c.add(place(590, 440, 1.0, sheet, turn=-5))
    c.add(_keys())
    c.add(_cup(c), _pencil())
    _lamp(c)
    return c.svg()


def _keys() -> str:
    """Three rows of round keys and a bar, on a dark machine, towards the viewer."""
    parts = [
        path("M-360 -110Q-360 -140 -326 -140H326Q360 -140 360 -110L420 330H-420Z", INK),
        path(
            "M-360 -110Q-360 -140 -326 -140H326Q360 -140 360 -110L363 -92Q0 -108 -363 -92Z",
            "#45608f",
        ),
    ]
    for j in range(3):
        n = 10 - (j == 2)
        for i in range(n):
            x = (i - (n - 1) / 2) * (66 + j * 4) + (j - 1) * 12
            y = -50 + j * 76
            tone = ORANGE if (i, j) == (9, 1) else "#f4e6cb"
            parts += [
                circle(x, y + 7, 29, "#05070f"),
                circle(x, y, 28, "#8f7f74"),
                circle(x, y - 2, 23, tone),
            ]
    parts += [
        rect(-190, 178, 380, 46, "#8f7f74", rx=23),
        rect(-184, 180, 368, 36, "#f4e6cb", rx=18),
    ]
    return group(*parts, transform="translate(600 850)")


def _cup(c: Canvas) -> str:
    """A cup from above."""
    return group(
        ellipse(1010, 566, 92, 86, "#0b1228", opacity=0.45),
        circle(985, 540, 84, "#dcc19a"),
        path("M1058 560Q1120 590 1092 630Q1060 640 1036 604", stroke="#dcc19a", stroke_width=20),
        circle(985, 540, 70, "#f9efdb"),
        circle(985, 540, 58, "#2b1a1c"),
        path("M940 516A58 58 0 0 1 1004 486Q960 500 940 516Z", "#7a5a4a"),
    )


def _pencil() -> str:
    """A pencil lying beside the sheet."""
    return group(
        line((0, 14), (300, 14), "#0b1228", 16, opacity=0.4),
        rect(0, -9, 250, 18, "#d9702f"),
        rect(0, -9, 250, 6, "#ffa05a"),
        path("M250 -9L292 0L250 9Z", "#f4e6cb"),
        path("M278 -3L292 0L278 3Z", INK),
        rect(-22, -9, 24, 18, "#c9ced8"),
        transform="translate(222 300) rotate(68)",
    )


def _lamp(c: Canvas) -> None:
    """The lamp's shade reaching in from the top, and its light."""
    light = c.radial(
        (620, 200), 620, (0, "#ffe9bd", 0.5), (0.5, "#ffd79b", 0.16), (1, "#ffd79b", 0.0)
    )
    c.add(circle(620, 200, 620, light))
    c.add(path("M560 -20L590 90H650L668 -20Z", "#05070f"))
    c.add(
        path("M470 150Q480 84 620 80Q760 84 770 150L806 196H434Z", "#1f4a3f"),
        path("M620 80Q760 84 770 150L806 196H690Q690 110 620 80Z", "#5fa08a"),
        ellipse(620, 196, 186, 22, "#fff3d2"),
    )
