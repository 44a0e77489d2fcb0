"""A small disk of a stack's own, which can be filled without harm to the machine's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = 768  # MB: a stack with its demonstration takes about 150
PIECE = 1024 * 1024  # bytes


def can_mount() -> bool:
    """Whether we may have one: mounting is for root."""
    return os.geteuid() == 0


@contextmanager
def small(folder: Path) -> Iterator[Path]:
    """A disk in memory at ``folder``. CalledProcessError where none can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    size = f"size={SIZE}m,mode=755"
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", size, "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", str(folder)], check=True)
        folder.rmdir()


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Leave not a byte on the disk that a folder is on."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for piece in (PIECE, 4096):
                with suppress(OSError):
                    while file.write(bytes(piece)):
                        pass
            yield
    finally:
        ballast.unlink()
