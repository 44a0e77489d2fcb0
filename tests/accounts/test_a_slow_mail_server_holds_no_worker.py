"""A mail server that takes its time at every step, or for every letter, is left in the end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.utils import timezone

from accounts import outbox, smtp
from accounts.models import OutboxMail
from fanmankind import environment

LONGEST = 0.5  # seconds, where the site itself has 60
STEPS = 40  # before a server gives up by itself, long after that

Server = Callable[[socket.socket, threading.Event], None]


def answers_just_in_time(client: socket.socket, over: threading.Event) -> None:
    """Each answer comes before the time is over that one may take."""
    client.sendall(b"220 hello\r\n")
    for _ in client.makefile("rb"):
        over.wait(LONGEST)
        client.sendall(b"250 go on\r\n")


def drips(client: socket.socket, over: threading.Event) -> None:
    """Its greeting has no end."""
    client.sendall(b"220 ")
    for _ in range(STEPS):
        over.wait(LONGEST / 10)
        client.sendall(b"h")


def drips_a_key(client: socket.socket, over: threading.Event) -> None:
    """The first word of a secure connection has no end."""
    client.sendall(b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb")
    drips(client, over)


def drips_a_key_later(client: socket.socket, over: threading.Event) -> None:
    """The same, once it was agreed on to go on in secret."""
    lines = client.makefile("rb")
    for answer in (b"220 hello\r\n", b"250-hello\r\n250 STARTTLS\r\n", b"220 go on\r\n"):
        client.sendall(answer)
        lines.readline()
    drips_a_key(client, over)


@pytest.fixture
def serve() -> Iterator[Callable[[Server], int]]:
    """Begin a mail server; its port."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def begin(server: Server) -> int:
            def talk() -> None:
                client, _ = listening.accept()
                with client, suppress(OSError):
                    server(client, over)

            threading.Thread(target=talk, daemon=True).start()
            port: int = listening.getsockname()[1]
            return port

        yield begin
        over.set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "server"),
    [
        ("smtp", answers_just_in_time),
        ("smtp", drips),
        ("smtps", drips_a_key),
        ("smtp+tls", drips_a_key_later),
    ],
)
def test_a_delivery_ends_in_time(
    serve: Callable[[Server], int],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    server: Server,
) -> None:
    monkeypatch.setattr(smtp, "LONGEST", LONGEST)
    url = f"{kind}://127.0.0.1:{serve(server)}?timeout=5"
    settings.MAILERS = {"default": environment.mailer(url)}
    row = OutboxMail.objects.create(to="ana@reader.example", subject="Hello", text="Hello")
    began = time.monotonic()
    assert outbox.deliver_one()
    assert time.monotonic() - began < LONGEST + 1
    row.refresh_from_db()
    assert (row.attempts, row.ended_at, row.delivered) == (1, None, False)
    assert row.due_at < timezone.now() + outbox.LEASE  # postponed, not left to run out


def test_none_takes_as_long_as_its_mail_is_held_for() -> None:
    assert environment.LONGEST_MAILER <= smtp.LONGEST <= outbox.LEASE.total_seconds() / 2
