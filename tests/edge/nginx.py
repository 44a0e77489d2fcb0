"""nginx before something, with the configuration that ``deploy/`` gives, on this machine alone."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from deploy.stack import front
from tests.edge.asking import ask
from tests.served import free_port

PATIENCE = 20  # seconds
program, around = front.program, front.around


def configuration(folder: Path, site: str, port: int) -> str:
    """The given configuration before one web process, with what it keeps in this folder."""
    return front.configuration(folder, folder / "data", [urlsplit(site).port or 80], port)


@contextmanager
def before(site: str, folder: Path) -> Iterator[str]:
    """nginx before a site; yields its address."""
    port = free_port()
    with running(configuration(folder, site, port), folder, port) as address:
        yield address


@contextmanager
def running(configured: str, folder: Path, port: int, *through: str) -> Iterator[str]:
    """nginx with a configuration, started through another program; yields its address."""
    part = front.nginx(folder, configured, port)
    process = subprocess.Popen([*through, *part.command])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "nginx did not start"
        try:
            ask(address, "/accounts/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not answer")
