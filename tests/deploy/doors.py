"""nginx before web processes that may not be there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.stack import front
from deploy.stack.parts import Keeper
from tests.served import free_port


@contextmanager
def door(folder: Path, *webs: int) -> Iterator[str]:
    """nginx before web processes on these ports, of which none has been asked yet."""
    port, keeper = free_port(), Keeper(folder)
    own = folder / "nginx"
    keeper.start(front.nginx(own, front.configuration(own, folder, webs, port), port))
    try:
        keeper.wait_for("nginx")
        yield f"http://127.0.0.1:{port}"
    finally:
        keeper.stop()
