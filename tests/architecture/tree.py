"""The repository as the architecture tests read it: only what is, or will be, committed."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("fanmankind", "articles", "accounts", "reading", "tests", "docs")
BINARY = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".ico", ".woff2", ".gif", ".pyc"}
LEFT_OUT = {"var", ".venv", ".git", "node_modules"}


@cache
def committed() -> tuple[Path, ...]:
    """Every file that git knows, or would with the next commit; without git, every file."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if not LEFT_OUT & set(p.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def python_files(*, migrations: bool = False) -> list[Path]:
    """The Python files; those of migrations only when asked for."""
    return [
        path
        for path in committed()
        if path.suffix == ".py" and (migrations or "migrations" not in path.parts)
    ]


def text_files() -> list[Path]:
    """What a person can read."""
    return [path for path in committed() if path.suffix.lower() not in BINARY]


def templates() -> list[Path]:
    """Every template."""
    return [path for path in committed() if path.is_relative_to(ROOT / "templates")]


def name_of(path: Path) -> str:
    """A path as messages show it."""
    return str(path.relative_to(ROOT))
