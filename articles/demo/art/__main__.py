"""Draw all pictures, or those named: `python -m articles.demo.art [--draft DIR] [name ...]`."""

import argparse
import sys
from pathlib import Path

from . import press
from .catalogue import PICTURES, Picture, index
from .scenes import SCENES

FOLDER = Path(__file__).resolve().parent.parent / "pictures"


def draw(picture: Picture, folder: Path, draft: bool) -> None:
    """Draw one picture into a folder: a plain PNG as draft, else the finished JPEG."""
    svg = SCENES[picture.name]()
    image = press.pixels(svg, picture.width, picture.height)
    if draft:
        image.save(folder / f"{picture.name}.png")
        return
    size, quality = press.save(image, folder / picture.file, seed=len(picture.name) * 7919)
    sys.stdout.write(f"{picture.file}: {size // 1000} KB at quality {quality}\n")


def main() -> int:
    """Run the command; afterwards the index names every picture that exists."""
    parser = argparse.ArgumentParser(prog="python -m articles.demo.art", description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to draw; all when none is named")
    parser.add_argument("--draft", type=Path, help="folder for quick PNGs instead of masters")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(SCENES))
    if unknown:
        sys.stderr.write(f"No such picture: {', '.join(unknown)}\n")
        return 2
    folder = options.draft or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        if picture.name in SCENES and (not options.names or picture.name in options.names):
            draw(picture, folder, options.draft is not None)
    if options.draft is None:
        (FOLDER / "pictures.toml").write_text(index(FOLDER), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
