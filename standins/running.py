"""Starting the stand-ins as a process of their own, for ``make serve`` and for tests."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from standins import places

PATIENCE = 30.0  # seconds until the first answer


@dataclass(frozen=True, slots=True)
class Running:
    """Stand-ins that answer: where they are, and what the site must be started with."""

    url: str
    port: int
    smtp_port: int
    environment: dict[str, str]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((places.HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=1):  # noqa: S310 - our own
            return True
    except (urllib.error.URLError, OSError):
        return False


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if _answers(url):
            return
        time.sleep(0.05)
    raise RuntimeError("The stand-ins did not come up; see what they printed.")


@contextlib.contextmanager
def start(
    site_url: str, data_dir: Path, *, port: int | None = None, smtp_port: int | None = None
) -> Iterator[Running]:
    """Stand-ins for the site at ``site_url``, until the block ends; free ports where none is given.

    Raises RuntimeError when they do not answer within half a minute.
    """
    http, smtp = port or free_port(), smtp_port or free_port()
    own = {
        "STANDINS_PORT": str(http),
        "STANDINS_SMTP_PORT": str(smtp),
        "SITE_URL": site_url,
        "DATA_DIR": str(data_dir),
        places.END_WITH_PARENT: "1",
    }
    # A group of its own, so that Ctrl-C at a terminal reaches it once, from us.
    process = subprocess.Popen(
        [sys.executable, "-m", "standins"],
        cwd=places.ROOT,
        env=os.environ | own,
        start_new_session=True,
    )
    try:
        url = places.address(http)
        _wait(url, process)
        yield Running(url, http, smtp, places.environment(http, smtp, site_url, data_dir))
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
