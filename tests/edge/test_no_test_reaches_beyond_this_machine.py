"""The fence around the tests: what calls another machine fails at once, wherever this runs."""

import asyncio
import socket
import urllib.request

import pytest
from pytest_socket import SocketConnectBlockedError

pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket")
ELSEWHERE = "192.0.2.1"  # kept for documents (RFC 5737)


def test_a_connection_to_elsewhere_is_refused() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection((ELSEWHERE, 80), timeout=1)


def test_neither_a_library_nor_a_loop_gets_out() -> None:
    with pytest.raises(SocketConnectBlockedError):
        urllib.request.urlopen(f"http://{ELSEWHERE}/", timeout=1)
    with pytest.raises(SocketConnectBlockedError):
        asyncio.run(asyncio.open_connection(ELSEWHERE, 80))


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()
