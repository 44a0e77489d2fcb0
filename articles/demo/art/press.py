"""From SVG to a printed picture: pixels, fine grain, and a file within its weight."""

import io
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter
from resvg_py import svg_to_bytes

CEILING = 450_000
"""Bytes a master may weigh."""


def pixels(svg: str, width: int, height: int) -> Image.Image:
    """The picture as drawn, without grain."""
    png = svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGB")


def grained(image: Image.Image, seed: int, strength: float = 2.8) -> Image.Image:
    """The picture with an even, colourless paper grain (`strength` in grey levels).

    It hides the steps that eight bits leave in a long gradient.
    """
    w, h = image.size
    raw = Image.frombytes("L", (w, h), Random(seed).randbytes(w * h))
    soft = raw.filter(ImageFilter.GaussianBlur(0.7))
    span = strength / 30
    levels = [max(0, min(255, round(128 + (i - 127.5) * span))) for i in range(256)]
    noise = soft.point(levels)
    return ImageChops.add(image, Image.merge("RGB", (noise, noise, noise)), 1, -128)


def save(image: Image.Image, target: Path, seed: int) -> tuple[int, int]:
    """Grain the picture and write the best JPEG under the ceiling; returns bytes and quality.

    A picture with much detail gets a finer grain, so that its edges stay clean.
    """
    data, quality = b"", 0
    for strength in (2.8, 2.2, 1.6):
        finished = grained(image, seed, strength)
        for quality in range(92, 70, -2):
            buffer = io.BytesIO()
            finished.save(
                buffer, "JPEG", quality=quality, subsampling=0, progressive=True, optimize=True
            )
            data = buffer.getvalue()
            if len(data) <= CEILING:
                target.write_bytes(data)
                return len(data), quality
    target.write_bytes(data)
    return len(data), quality
