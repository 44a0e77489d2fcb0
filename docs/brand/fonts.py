"""Make the site's font files from the open originals.

    npm install --prefix DIR @fontsource-variable/archivo @fontsource-variable/literata
    python docs/brand/fonts.py DIR

Archivo keeps its width axis at one weight; Literata keeps weights 400 to 700, its italic one.
What an English page loads is in the first files; Latin Extended is in files of its own.
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts"
LATIN = (
    "0020-007E,00A0,00A3,00A9,00AB,00AE,00B0,00B7,00BB,00BF-00FF,0131,0152,0153,2010,2013,2014,"
    "2018-201E,2022,2026,2032,2033,2039,203A,20AC,2190-2193,2197,2212,00D7"
)
EXTENDED = "0100-0130,0132-0151,0154-024F,1E00-1EFF"
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "onum", "lnum", "tnum", "pnum"]
ARCHIVO = {"wdth": (75, 125), "wght": 700}
LITERATA = {"wght": (400, 700)}
SOURCES = {
    "archivo": ("archivo/files/archivo-latin-standard-normal", ARCHIVO, LATIN),
    "archivo-extended": ("archivo/files/archivo-latin-ext-standard-normal", ARCHIVO, EXTENDED),
    "literata": ("literata/files/literata-latin-wght-normal", LITERATA, LATIN),
    "literata-extended": ("literata/files/literata-latin-ext-wght-normal", LITERATA, EXTENDED),
    "literata-italic": ("literata/files/literata-latin-wght-italic", {"wght": 400}, LATIN),
}


def make(source: Path, axes: dict[str, object], characters: str, target: Path) -> int:
    """Limit the axes, keep the characters, write WOFF2; return the size in bytes."""
    limited = instancer.instantiateVariableFont(TTFont(source), axes)
    limited.flavor = None
    buffer = io.BytesIO()
    limited.save(buffer)
    buffer.seek(0)
    font = TTFont(buffer)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(characters))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size


def main() -> None:
    """Make every file and print its size."""
    folder = Path(sys.argv[1]) / "node_modules" / "@fontsource-variable"
    for name, (source, axes, characters) in SOURCES.items():
        target = FONTS / f"{name}.woff2"
        print(target.name, make(folder / f"{source}.woff2", axes, characters, target))


if __name__ == "__main__":
    main()
