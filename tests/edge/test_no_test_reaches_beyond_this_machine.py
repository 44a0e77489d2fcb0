"""The fence around the tests: what calls another machine fails at once, wherever this runs."""

import asyncio
import socket
import urllib.request
import warnings
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pytest_socket import SocketConnectBlockedError

ELSEWHERE = "192.0.2.1"  # kept for documents (RFC 5737)
WAYS: dict[str, Callable[[], Any]] = {
    "a socket": lambda: socket.create_connection((ELSEWHERE, 80), timeout=1),
    "a library": lambda: urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=1),
    "a loop": lambda: _in_a_thread(asyncio.open_connection(ELSEWHERE, 80)),
}


def _in_a_thread(work: Coroutine[Any, Any, Any]) -> Any:
    """Run it apart: the tests' browser keeps a loop going in the thread of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_elsewhere_is_out_of_reach(way: Callable[[], Any]) -> None:
    with warnings.catch_warnings(action="ignore"), pytest.raises(SocketConnectBlockedError):
        way()


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
