"""Small disks of a stack's own, in memory, which can be filled without harm to the machine's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = 768  # MB: a stack with its demonstration takes about 150
COPIES, COPIES_SIZE = Path("nginx") / "cache" / "fanmankind", 320  # in the stack's folder; MB
PIECE = 1024 * 1024  # bytes


def can_mount() -> bool:
    """Whether we may have one: mounting is for root."""
    return os.geteuid() == 0


@contextmanager
def small(folder: Path) -> Iterator[Path]:
    """A disk at ``folder``, and nginx's copies on another one, as ``deploy/`` has them.

    CalledProcessError where none can be mounted.
    """
    with _mounted(folder, SIZE), _mounted(folder / COPIES, COPIES_SIZE):
        yield folder


@contextmanager
def _mounted(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={size}m,mode=755"
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)
    try:
        yield
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
