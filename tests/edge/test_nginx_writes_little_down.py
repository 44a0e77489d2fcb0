"""What strangers ask for fills no disk, and a private page is never on one."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.stack.parts import children
from tests.edge import nginx
from tests.edge.nginx import Site, answering
from tests.needed import needs

pytestmark = needs(nginx.program(), "apt-get install nginx")


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of our own."""
    with answering() as server:
        yield server


@pytest.fixture
def door(site: Site, tmp_path: Path) -> Iterator[str]:
    """nginx before it."""
    with nginx.before(f"http://127.0.0.1:{site.server_port}", tmp_path) as address:
        yield address


def opened(folder: Path) -> list[Path]:
    """What the workers of the nginx in a folder have open; what waits has no name any more."""
    workers = children(int((folder / "pid").read_text()))
    return [link.readlink() for pid in workers for link in Path(f"/proc/{pid}/fd").iterdir()]


def files(folder: Path) -> int:
    """How many there are, in whatever folders."""
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_private_page_that_is_read_slowly_is_not_written_down(door: str, tmp_path: Path) -> None:
    where = urlsplit(door)
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((where.hostname, where.port))
        reader.sendall(b"GET /accounts/large/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert reader.recv(12) == b"HTTP/1.1 200"
        time.sleep(0.5)
        assert not [file for file in opened(tmp_path) if file.is_relative_to(tmp_path / "proxy")]
