"""Whoever sends a form byte by byte is waited for by nginx, and by no web process."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.deploy.doors import door
from tests.edge import nginx
from tests.edge.asking import ask
from tests.needed import needs

pytestmark = needs(nginx.program(), "apt-get install nginx")

SENDERS = 30  # more than two web processes have threads
SOON = 5.0  # seconds, on a busy machine
UPLOAD = "/cms/import/"


def begin(address: str, path: str, length: int) -> socket.socket:
    """Send the head of a form and its first byte."""
    where = urlsplit(address)
    connection = socket.create_connection((where.hostname, where.port), timeout=20)
    connection.sendall(
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={'a' * 32}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {length}\r\n\r\na".encode()
    )
    return connection


@contextmanager
def slow_senders(address: str, path: str, folder: Path) -> Iterator[None]:
    """Many who have sent a byte each, and whom the nginx in this folder has taken in."""
    deadline = time.monotonic() + nginx.PATIENCE
    with ExitStack() as senders:
        for _ in range(SENDERS):
            senders.enter_context(begin(address, path, 1000))
        while len(nginx.opened(folder)) < SENDERS and path != UPLOAD:
            assert time.monotonic() < deadline
        yield


@pytest.mark.parametrize("path", ["/cms/login/", "/cms/pages/", "/accounts/login/", UPLOAD])
def test_others_are_answered_meanwhile(served: str, tmp_path: Path, path: str) -> None:
    with nginx.before(served, tmp_path) as address, slow_senders(address, path, tmp_path):
        for _ in range(3):
            began = time.monotonic()
            headers = {"Host": urlsplit(served).netloc}
            assert ask(address, "/accounts/login/", headers=headers).status == 200
            assert time.monotonic() - began < SOON


def test_an_archive_is_passed_on_as_it_comes(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as site:
        site.settimeout(20)
        front = door(tmp_path, site.getsockname()[1])
        with front as address, begin(address, UPLOAD, 1000) as sender, site.accept()[0] as web:
            web.settimeout(20)
            heard = web.recv(65_536)
            sender.sendall(b"bcd")
            while not heard.endswith(b"abcd"):
                heard += web.recv(65_536)
            assert heard.startswith(b"POST /cms/import/ HTTP/1.1")


@pytest.mark.parametrize(
    ("path", "megabytes", "is_taken"),
    [("/cms/images/add/", 21, True), ("/cms/images/add/", 40, False), ("/cms/login/", 40, False),
     (UPLOAD, 1025, True), (UPLOAD, 1200, False)],
)  # fmt: skip
def test_only_an_archive_may_be_large(
    tmp_path: Path, path: str, megabytes: int, is_taken: bool
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as site:
        front = door(tmp_path, site.getsockname()[1])
        with front as address, begin(address, path, megabytes * 2**20) as sender:
            sender.settimeout(1)
            if is_taken:
                with pytest.raises(TimeoutError):
                    sender.recv(100)
            else:
                assert sender.recv(100).startswith(b"HTTP/1.1 413 ")
