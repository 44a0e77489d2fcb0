"""Where a stack lives: its folder, and the ports on this machine that it listens on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fanmankind import ports

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Place:
    """The folder is the site's DATA_DIR too; ``port`` is nginx's, the site's own address."""

    folder: Path
    port: int
    web: tuple[int, int]
    postgres: int
    redis: int
    standins: int
    smtp: int

    @property
    def site(self) -> str:
        """The canonical address."""
        return f"http://localhost:{self.port}"

    @property
    def desk(self) -> str:
        """The address of the stand-ins, with the mailbox."""
        return f"http://127.0.0.1:{self.standins}"

    def below(self, name: str) -> Path:
        """A folder of the stack's own; made when it is missing."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def chosen() -> Place:
    """The place that PORT and STACK_DIR name. SystemExit, saying why, where the port is taken.

    The others follow PORT, or are any that are free: the machine's own PostgreSQL and Redis are
    never touched.
    """
    port = ports.chosen()
    near = [ports.free(port + step) for step in range(1, 7)]
    folder = Path(os.environ.get("STACK_DIR") or ROOT / "var" / "stack").resolve()
    return Place(folder, port, (near[2], near[3]), near[4], near[5], near[0], near[1])
