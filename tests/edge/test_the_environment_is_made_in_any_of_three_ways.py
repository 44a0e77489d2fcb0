"""Setting up tries Python, pyenv and uv in turn; what one leaves half made is in nobody's way."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.prepared import ROOT

WORKS = 'mkdir -p .venv/bin; printf "#!/bin/sh\\n" > .venv/bin/python; chmod +x .venv/bin/python'
HALF = 'case "$*" in *venv*) mkdir -p .venv/bin; touch .venv/half; exit 1;; esac'
BROKEN = WORKS.replace("\\n", "\\nexit 1\\n")
PYENV = 'case "$1" in prefix) echo "$PWD/pyenv";; esac'
FAILS = "exit 1"


def set_up(folder: Path, **commands: str) -> subprocess.CompletedProcess[str]:
    """Set up in a folder with these commands alone on the path; nothing is really installed."""
    (folder / "bin").mkdir()
    for name in ("cat", "chmod", "mkdir", "rm", "touch"):
        (folder / "bin" / name).symlink_to(str(shutil.which(name)))
    for name, script in commands.items():
        file = folder / "bin" / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> log\n{script}\n')
        file.chmod(0o755)
    shutil.copytree(folder / "bin", folder / "pyenv" / "bin")
    (folder / "pyenv" / "bin" / "python").write_text(f"#!/bin/sh\n{WORKS}\n")
    (folder / "pyenv" / "bin" / "python").chmod(0o755)
    (folder / ".python-version").write_text("3.13\n")
    return subprocess.run(
        [str(shutil.which("sh")), str(ROOT / ".ci" / "environment"), "requirements.txt"],
        cwd=folder, env={"PATH": str(folder / "bin")}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("commands", "maker"),
    [
        ({"python3": WORKS, "uv": WORKS}, "python3 -m venv .venv"),
        ({"python3": HALF, "python": WORKS}, "python -m venv .venv"),
        ({"python3": HALF, "pyenv": PYENV, "uv": WORKS}, "pyenv prefix 3.13"),
        ({"pyenv": FAILS, "uv": WORKS}, "uv venv --seed --python 3.13 .venv"),
        ({"pyenv": 'test "$1" = install', "uv": WORKS}, "uv venv --seed --python 3.13 .venv"),
        ({"python3": BROKEN, "uv": WORKS}, "uv venv --seed --python 3.13 .venv"),
    ],
    ids=["Python", "another Python", "pyenv", "uv", "uv after pyenv", "uv after a broken one"],
)
def test_the_next_way_is_tried(tmp_path: Path, commands: dict[str, str], maker: str) -> None:
    done = set_up(tmp_path, **commands)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log").read_text().splitlines()[-1] == maker
    assert not (tmp_path / ".venv" / "half").exists()


@pytest.mark.parametrize("commands", [{}, {"python3": HALF, "pyenv": FAILS, "uv": BROKEN}])
def test_without_any_it_says_what_is_needed(tmp_path: Path, commands: dict[str, str]) -> None:
    done = set_up(tmp_path, **commands)
    assert done.returncode == 1
    assert "fanmankind needs Python 3.12 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_what_was_left_half_made_before_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "half").touch()
    assert set_up(tmp_path, python3=WORKS).returncode == 0
    assert not (tmp_path / ".venv" / "half").exists()
