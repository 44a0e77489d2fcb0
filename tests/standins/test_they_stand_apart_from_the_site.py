"""The stand-ins know nothing of the site, and end when they are told to."""

import ast
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from standins import places
from standins.running import free_port
from tests.standins.flows import Desk

pytestmark = pytest.mark.processes

ROOT = Path(places.__file__).resolve().parent
THE_SITE = {"django", "wagtail", "allauth", "fanmankind", "articles", "accounts", "reading"}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_they_import_nothing_of_it() -> None:
    files = list(ROOT.rglob("*.py"))
    assert len(files) > 10
    assert {
        path.name: _imported(path) & THE_SITE for path in files if _imported(path) & THE_SITE
    } == {}


def test_they_listen_on_this_machine_alone(desk: Desk) -> None:
    for port in (desk.running.port, desk.running.smtp_port):
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as systems have it
            socket.create_connection(("127.0.0.2", port), timeout=1)


def test_they_end_at_once_even_while_something_hangs(tmp_path: Path) -> None:
    ports = {"STANDINS_PORT": str(free_port()), "STANDINS_SMTP_PORT": str(free_port())}
    process = subprocess.Popen(
        [sys.executable, "-m", "standins"],
        cwd=ROOT.parent,
        env=os.environ | ports | {"DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b"Stand-ins on ")
    url = places.address(int(ports["STANDINS_PORT"]))
    requests.post(f"{url}/faults", json={"google_token": "hang"}, timeout=60)
    with socket.create_connection(("127.0.0.1", int(ports["STANDINS_PORT"]))) as hanging:
        hanging.sendall(b"POST /google/token HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        assert time.monotonic() - start < 3
    process.stdout.close()


def test_a_taken_port_is_named(desk: Desk, tmp_path: Path) -> None:
    ports = {
        "STANDINS_PORT": str(free_port()),
        "STANDINS_SMTP_PORT": str(desk.running.smtp_port),
    }
    done = subprocess.run(
        [sys.executable, "-m", "standins"],
        cwd=ROOT.parent,
        env=os.environ | ports | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 1
    assert ports["STANDINS_SMTP_PORT"] in done.stderr
    assert "Traceback" not in done.stderr


STARTER = """
import os, signal, sys
from pathlib import Path
from standins.running import start
with start("http://localhost:8000", Path(sys.argv[1])) as running:
    sys.stdout.write(running.url + "\\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_they_end_with_a_killed_starter(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTER, str(tmp_path)],
        cwd=ROOT.parent,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=40,
    )
    url = done.stdout.split()[-1]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            requests.get(f"{url}/healthz", timeout=1)
        except requests.ConnectionError:
            return
        time.sleep(0.1)
    pytest.fail("They are still there.")
