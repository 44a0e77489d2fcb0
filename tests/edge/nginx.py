"""nginx before something, with the configuration that ``deploy/`` gives, on this machine alone.

Where the site itself does not matter, ``Site`` stands in for it.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deploy.stack import front
from deploy.stack.parts import children
from fanmankind.edge.media import lifetime
from tests.edge.asking import ask
from tests.served import free_port

PATIENCE = 20  # seconds
program, around = front.program, front.around


def configuration(folder: Path, site: str, port: int) -> str:
    """The given configuration before one web process, with what it keeps in this folder."""
    return front.configuration(folder, folder / "data", [urlsplit(site).port or 80], port)


class Site(ThreadingHTTPServer):
    """Answers as the site does, with how often it was asked; with status 0 it falls instead."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.status, self.expires = 200, "1000"
        super().__init__(("127.0.0.1", 0), Answering)


class Answering(BaseHTTPRequestHandler):
    """One request."""

    server: Any
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        if not self.server.status:
            self.close_connection = True
            return
        body = str(len(self.server.asked)).encode()
        self.send_response(self.server.status)
        if self.path.startswith("/accounts/"):
            self.send_header("Cache-Control", "private, no-store")
            self.send_header("Content-Type", "text/html")
            body *= 16_000_000 if self.path.endswith("/large/") else 1000
        elif self.path.startswith("/media/"):
            self.send_header("Cache-Control", lifetime(self.path.removeprefix("/media/")))
        elif self.server.status in {200, 404}:
            self.send_header("Cache-Control", "public, no-cache, s-maxage=60")
            self.send_header("X-Accel-Expires", self.server.expires)
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def answering() -> Iterator[Site]:
    """A site of a test's own."""
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


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


def opened(folder: Path) -> list[Path]:
    """What the workers of the nginx in a folder have open: files, and a socket for each reader."""
    workers = children(int((folder / "pid").read_text()))
    return [link.readlink() for pid in workers for link in Path(f"/proc/{pid}/fd").iterdir()]


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
