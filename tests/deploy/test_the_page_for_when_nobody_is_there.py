"""While no web process answers, nginx says so with a page of ours, and does nothing twice."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from reading.me import unknown
from tests.deploy.doors import door
from tests.edge import nginx
from tests.edge.asking import ask, is_designed
from tests.needed import needs
from tests.served import free_port

pytestmark = needs(nginx.program(), "apt-get install nginx")


@pytest.fixture
def hanging_up() -> Iterator[tuple[int, list[bytes]]]:
    """A web process that takes each request and falls; its port, and the methods it saw."""
    methods: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def fall() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    methods.append(connection.recv(65_536).split()[0])

        thread = threading.Thread(target=fall, daemon=True)
        thread.start()
        yield server.getsockname()[1], methods
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/cms/", "/reading/shelf/"])
def test_readers_see_a_page_that_says_to_come_back(
    tmp_path: Path, settings, path: str, method: str
) -> None:
    settings.DATA_DIR = tmp_path
    call_command("write_away_page")
    with door(tmp_path, free_port(), free_port()) as site:
        answer = ask(site, path, method, body=b"" if method == "POST" else None)
    assert (answer.status, answer.header("Cache-Control")) == (503, "no-store")
    assert int(answer.header("Retry-After")) > 0
    assert "Back in a moment" in answer.text
    assert is_designed(answer)
    policy = answer.header("Content-Security-Policy")
    assert re.match("default-src 'self';", policy)
    assert "unsafe" not in policy


def test_whoever_reads_is_a_guest_whom_no_device_forgets(tmp_path: Path) -> None:
    with door(tmp_path, free_port(), free_port()) as site:
        answer = ask(site, "/reading/me.json")
    assert (answer.status, json.loads(answer.text)) == (200, json.loads(unknown().content))
    assert answer.header("Content-Type") == "application/json"
    assert answer.header("Cache-Control") == "private, no-store"


def test_the_page_has_no_address_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "away.html").write_text("away")
    with door(tmp_path, free_port()) as site:
        assert ask(site, "/away.html").status == 404


@pytest.mark.parametrize(("method", "times"), [("GET", 2), ("HEAD", 2), ("POST", 1)])
def test_another_process_is_asked_where_one_falls_unless_something_may_have_been_done(
    tmp_path: Path, hanging_up: tuple[int, list[bytes]], method: str, times: int
) -> None:
    port, methods = hanging_up
    with door(tmp_path, port, port) as site:
        body = b"x" if method == "POST" else None
        assert ask(site, "/accounts/login/", method, body=body).status == 503
    assert methods == [method.encode()] * times
