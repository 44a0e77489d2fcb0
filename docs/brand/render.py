"""Turns the brand's SVG sources into the raster files that browsers and link previews want.

Run it from the checkout's root after changing a source:

    python docs/brand/render.py

Reads   static/brand/{mark,wordmark}.svg, docs/brand/{share,favicon-tile}.svg and
        articles/demo/art/patches/*.svg
Writes  static/brand/*.png, static/brand/favicon.ico and articles/demo/pictures/patch-*.webp

Needs resvg-py and pillow, both development dependencies. Sizes are pixels.
"""

import io
from pathlib import Path

import resvg_py
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "docs" / "brand"
BRAND = ROOT / "static" / "brand"
PATCHES = ROOT / "articles" / "demo" / "art" / "patches"
PICTURES = ROOT / "articles" / "demo" / "pictures"

INK = "#0e1420"
PAPER = "#f6f1e7"
CLEAR = (0, 0, 0, 0)
PATCH_SIZE = 1024


def coloured(svg: str, ink: str) -> str:
    """The SVG with `currentColor` settled, as an `<img>` or a PNG has no colour to inherit."""
    return svg.replace("currentColor", ink)


def raster(svg: str, width: int) -> Image.Image:
    """The SVG text as an RGBA image of that width."""
    data = resvg_py.svg_to_bytes(svg_string=svg, width=width)
    return Image.open(io.BytesIO(bytes(data))).convert("RGBA")


def centred(art: Image.Image, size: tuple[int, int], ground: str | None) -> Image.Image:
    """The art in the middle of a canvas; a ground of None leaves the canvas transparent."""
    canvas = Image.new("RGBA", size, CLEAR if ground is None else ground)
    corner = ((size[0] - art.width) // 2, (size[1] - art.height) // 2)
    canvas.alpha_composite(art, corner)
    return canvas


def save_png(image: Image.Image, name: str, *, colours: int | None = None) -> None:
    """Write a PNG into static/brand, reduced to a palette where `colours` says so."""
    if colours is not None:
        image = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    image.save(BRAND / name, optimize=True)


def app_icon(side: int, share: float) -> Image.Image:
    """The mark on ink; `share` is the part of the side that the mark takes."""
    mark = raster(coloured((BRAND / "mark.svg").read_text(), PAPER), round(side * share))
    return centred(mark, (side, side), INK)


def render_icons() -> None:
    """Home-screen icons: a maskable one keeps the mark inside the circle every platform shows."""
    for side in (192, 512):
        save_png(app_icon(side, 0.66), f"icon-{side}.png", colours=64)
    save_png(app_icon(512, 0.5), "icon-maskable-512.png", colours=64)
    save_png(app_icon(180, 0.62), "apple-touch-icon.png", colours=64)


def render_favicon() -> None:
    """favicon.ico, 16 and 32: an .ico knows no colour scheme, so the mark brings its own tile."""
    tile = (SOURCES / "favicon-tile.svg").read_text()
    frames = [raster(tile, side) for side in (16, 32)]
    frames[1].save(BRAND / "favicon.ico", sizes=[(16, 16), (32, 32)], append_images=frames[:1])


def render_wordmarks() -> None:
    """The organisation's logo for structured data, and the default card for shared links."""
    wordmark = (BRAND / "wordmark.svg").read_text()
    logo = raster(coloured(wordmark, INK), 568)
    save_png(centred(logo, (600, 120), None), "logo.png")
    card = (SOURCES / "share.svg").read_text()
    card = card.replace("<!--wordmark-->", coloured(wordmark, PAPER))
    save_png(raster(card, 1200), "share.png", colours=128)


def render_patches() -> None:
    """The shows' patches, lossless with transparent corners."""
    for source in sorted(PATCHES.glob("patch-*.svg")):
        art = raster(source.read_text(), PATCH_SIZE)
        art.save(PICTURES / f"{source.stem}.webp", lossless=True, quality=100, method=6)


if __name__ == "__main__":
    render_icons()
    render_favicon()
    render_wordmarks()
    render_patches()
