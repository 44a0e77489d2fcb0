"""Reading the demonstration's files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CONTENT = HERE / "content"
PICTURES = HERE / "pictures"
Table = dict[str, Any]


def read(path: Path) -> Table:
    """Read a TOML file. Raises ValueError that names the file when it is not valid."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} in {path.parent.name}: {error}") from error


def pictures() -> dict[str, Table]:
    """Every picture by its name."""
    return {
        name: table
        for file in sorted(PICTURES.glob("*.toml"))
        for name, table in read(file).items()
    }


def shows() -> Iterator[Table]:
    """Every show, in the order of its folder's name."""
    for path in sorted(CONTENT.glob("*/show.toml")):
        yield read(path)


def articles(show_slug: str) -> list[Table]:
    """A show's articles, oldest first."""
    paths = (p for p in (CONTENT / show_slug).glob("*.toml") if p.name != "show.toml")
    return sorted((read(path) for path in paths), key=lambda table: table["first_published"])
