"""The Nu HTML checker (npm's ``vnu-jar``): finding it, installing it, asking it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

JAR = Path("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
ROOT = Path(__file__).resolve().parents[2]
KEPT = Path.home() / ".cache" / "fanmankind"
HINT = f"npm install --no-save --prefix {KEPT} vnu-jar   (or set VNU_JAR to the jar's path)"
PATIENCE = 300  # seconds, for a package to arrive or many pages to be read


def find_jar() -> Path | None:
    """The jar that VNU_JAR names, or one beside the code, kept, or installed for everybody."""
    named = os.environ.get("VNU_JAR")
    if named:
        return Path(named)
    places = [ROOT / JAR, KEPT / JAR]
    if npm := shutil.which("npm"):
        everybody = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        places.append(Path(everybody.stdout.strip() or ".").parent / JAR)
    return next((place for place in places if place.is_file()), None)


def may_install() -> bool:
    """CI fetches what it lacks; a person is told how, and decides."""
    return bool(os.environ.get("CI")) and shutil.which("npm") is not None


def what_is_lacking() -> str:
    """What keeps the checker from running here, with its remedy; empty when nothing does."""
    if shutil.which("java") is None:
        return "no Java was found (apt-get install default-jre-headless)."
    if find_jar() is None and not may_install():
        return f"no vnu.jar was found. To have it:\n  {HINT}"
    return ""


def install_jar(folder: Path) -> Path:
    """Install the package from the npm registry. CalledProcessError when that fails."""
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund"]
    subprocess.run([*command, "--prefix", str(folder), "vnu-jar"], check=True, timeout=PATIENCE)
    return folder / JAR


def complaints(jar: Path, pages: dict[str, bytes], folder: Path) -> list[str]:
    """What the checker finds wrong with these pages (name to HTML), errors and warnings both."""
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(html)
        names[file.name] = name
    command = ["java", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in names)],
        capture_output=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{names[Path(m['url']).name]} line {m.get('lastLine')}: {m['message']}"
        f" … {m.get('extract', '')!r}"
        for m in messages
        if m["type"] == "error" or m.get("subType") == "warning"
    ]


if __name__ == "__main__":
    if lacking := what_is_lacking():
        sys.stderr.write(f"The HTML is not checked: {lacking}\n")
        sys.exit(1)
