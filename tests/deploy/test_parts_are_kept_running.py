"""What a stack started is started again when it falls, and is gone when the stack is."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.stack.parts import Keeper, Part, listens
from tests.served import _is_alive, free_port

pytestmark = pytest.mark.processes

PATIENCE = 30.0  # seconds
SERVES = """
import socket, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
with socket.create_server(("127.0.0.1", {port})):
    time.sleep(600)
"""


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    """One that stops what a test left running."""
    keeper = Keeper(tmp_path)
    yield keeper
    keeper.stop()


@pytest.fixture
def port(keeper: Keeper) -> int:
    """Where a part takes connections, which has a process of its own beside it."""
    port = free_port()
    keeper.start(Part("server", [sys.executable, "-c", SERVES.format(port=port)], port=port))
    keeper.wait_for("server")
    return port


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def children(keeper: Keeper) -> list[int]:
    said = keeper.log("server").read_text().splitlines()
    return [int(line) for line in said if line.isdecimal()]


def test_a_killed_part_comes_back_and_leaves_nothing_of_its_former_self(
    keeper: Keeper, port: int
) -> None:
    first = keeper.processes["server"].pid
    keeper.kill("server")
    until(lambda: not _is_alive(children(keeper)[0]))
    keeper.wait_for("server")
    until(lambda: len(children(keeper)) == 2)
    assert keeper.processes["server"].pid != first
    assert listens(port)


def test_one_whose_main_process_alone_falls_comes_back_too(keeper: Keeper, port: int) -> None:
    os.kill(keeper.processes["server"].pid, 9)
    until(lambda: len(children(keeper)) == 2 and not _is_alive(children(keeper)[0]))


def test_a_held_part_stays_away_until_it_is_released(keeper: Keeper, port: int) -> None:
    keeper.kill("server", hold=True)
    with socket.create_server(("127.0.0.1", port)):  # nobody else has taken it again
        pass
    assert keeper.processes["server"].poll() is not None
    keeper.release("server")
    keeper.wait_for("server")


def test_a_part_that_is_restarted_is_another_process(keeper: Keeper, port: int) -> None:
    first = keeper.processes["server"].pid
    keeper.restart("server")
    keeper.wait_for("server")
    assert keeper.processes["server"].pid != first


def test_nothing_is_left_when_all_is_stopped(keeper: Keeper, port: int) -> None:
    keeper.stop()
    assert not listens(port)
    until(lambda: not any(map(_is_alive, children(keeper))))


def test_a_part_that_never_takes_connections_is_named(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.stack.parts.PATIENCE", 0.2)
    keeper.start(Part("silent", [sys.executable, "-c", "print('no')"], port=free_port()))
    with pytest.raises(SystemExit, match=r"silent did not start; see .*silent\.log"):
        keeper.wait_for("silent")
