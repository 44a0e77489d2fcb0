"""What nginx writes down of a request: no address, no query, no link that opens something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy.stack import front
from deploy.stack.parts import Keeper
from tests.deploy.doors import door
from tests.edge import nginx
from tests.edge.asking import ask
from tests.needed import needs
from tests.served import free_port

pytestmark = needs(nginx.program(), "apt-get install nginx")

SECRET = "c4f3b4b3"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"/accounts/password/reset/key/{SECRET}/", "/accounts/password/reset/key/..."),
        (f"/accounts/data/{SECRET}/", "/accounts/data/..."),
        (f"/accounts/email/undo/{SECRET}/", "/accounts/email/undo/..."),
        (f"/accounts/confirm-email/{SECRET}/", "/accounts/confirm-email/..."),
        (f"/reading/unsubscribe/{SECRET}/", "/reading/unsubscribe/..."),
        (f"/accounts/google/login/callback/?code={SECRET}", "/accounts/google/login/callback/"),
        (f"/search/?q={SECRET}", "/search/"),
        ("/accounts/data/", "/accounts/data/"),
        ("/for-all-mankind/", "/for-all-mankind/"),
    ],
)
def test_a_request_is_a_line_without_what_is_secret(tmp_path: Path, path: str, logged: str) -> None:
    with door(tmp_path, free_port()) as site:
        ask(site, path, headers={"User-Agent": 'a "browser"'})
    [line] = (tmp_path / "nginx" / "fanmankind.log").read_text().splitlines()
    assert SECRET not in line
    told = json.loads(line)
    assert (told["path"], told["status"], told["agent"]) == (logged, 503, 'a "browser"')
    assert len(told["id"]) == 32
    # Its own web process is the only address in it.
    assert "127.0.0.1" not in line.replace(told["web"], "")


@pytest.mark.parametrize("length", ["0", "7000000"])
def test_what_fails_is_not_told_with_an_address_or_a_link(tmp_path: Path, length: str) -> None:
    """Neither that no web process answers, nor that too much was sent, nor anything else."""
    path = f"/accounts/password/reset/key/{SECRET}/"
    with door(tmp_path, free_port()) as site:
        answer = ask(site, path, "POST", headers={"Content-Length": length})
    assert answer.status == (413 if int(length) else 503)
    told = (tmp_path / "nginx" / "error.log").read_text()
    assert SECRET not in told
    assert "client" not in told


def test_the_door_without_tls_writes_nothing_down(tmp_path: Path) -> None:
    port, keeper = free_port(), Keeper(tmp_path)
    own = tmp_path / "nginx"
    given = front.REDIRECT.search(front.GIVEN.read_text())[0]
    given = given.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    given = given.replace("/var/log/nginx", str(own))
    # What nginx does by itself on most machines, and here not.
    whole = front.around(given, own).replace("access_log off;", f"access_log {own}/log;", 1)
    keeper.start(front.nginx(own, whole, port))
    try:
        keeper.wait_for("nginx")
        assert ask(f"http://127.0.0.1:{port}", f"/accounts/data/{SECRET}/").status == 301
        ask(f"http://127.0.0.1:{port}", f"/.well-known/acme-challenge/{SECRET}")  # is not there
    finally:
        keeper.stop()
    assert (own / "log").read_text() == ""
    assert SECRET not in (own / "error.log").read_text()
