"""What is done to a stack: each returns when all of it is whole again."""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg

from deploy.chaos import cable, disk
from deploy.chaos.crowds import Act
from deploy.chaos.load import Load
from deploy.chaos.visitor import Visitor
from deploy.stack import stores
from deploy.stack.parts import children
from deploy.stack.whole import MAIL, TASKS, WEB, Stack
from standins.faults import CHOICES, NUMBERS

AWAY = 8.0  # seconds that something stays away
UNPLUGGED = 15.0  # seconds, longer than a connection waits for what it sent to be acknowledged
LOCKED = 12.0  # seconds, longer than a web process waits for a lock
MINUTE = 60.0
SLOW = 500  # connections
STORM = 20  # questions to the database at a time, each of about a second
MORE = 18  # further readers for the two that there are: ten times as many
MOST_LOGGED = 768  # MB, more than a small disk holds
CROWD = 12  # people at a time, as many as a web process has threads

Happen = Callable[[Stack, Load], None]


def nothing(*_: object) -> None:
    """Let time pass."""
    time.sleep(AWAY)


def kill(*names: str) -> Happen:
    """End parts without a word; they come back by themselves."""

    def happen(stack: Stack, _: Load) -> None:
        for name in names:
            stack.keeper.kill(name)
        stack.keeper.wait_for(*names)

    return happen


def take_away(name: str) -> Happen:
    """Kill a part, and let it come back after a while."""

    def happen(stack: Stack, _: Load) -> None:
        stack.keeper.kill(name, hold=True)
        time.sleep(AWAY)
        stack.keeper.release(name)
        stack.keeper.wait_for(name)

    return happen


def take_database_and_web_away(stack: Stack, _: Load) -> None:
    """A web process that starts while there is no database has what is kept on the disk."""
    stack.keeper.kill("postgres", hold=True)
    for name in WEB:
        stack.keeper.kill(name)
    time.sleep(AWAY)
    stack.keeper.release("postgres")
    stack.keeper.wait_for("postgres", *WEB)


def freeze(name: str) -> Happen:
    """Have a part and all its processes answer nothing, as when its machine is gone."""

    def happen(stack: Stack, _: Load) -> None:
        process = stack.keeper.processes[name].pid
        everybody = [process, *children(process)]
        for pid in everybody:
            os.kill(pid, signal.SIGSTOP)
        try:
            time.sleep(AWAY)
        finally:
            for pid in reversed(everybody):
                os.kill(pid, signal.SIGCONT)

    return happen


def pull_the_cable(stack: Stack, _: Load) -> None:
    """Nothing reaches the database and nothing comes from it, until the cable is in again."""
    with cable.out(stack.place.postgres):
        time.sleep(UNPLUGGED)


def lock_accounts(stack: Stack, _: Load) -> None:
    """Somebody at the database keeps everybody from the accounts and their sessions."""
    with stores.connect(stack.place, stores.DATABASE) as connection, connection.transaction():
        connection.execute("LOCK TABLE accounts_user, django_session IN ACCESS EXCLUSIVE MODE")
        time.sleep(LOCKED)


def fault(faults: dict[str, str | int], act: Act | None = None) -> Happen:
    """Switch faults of the stand-ins on while a crowd acts, and off again. Their mail stays."""
    calm = {name: CHOICES[name][0] if name in CHOICES else NUMBERS[name][0] for name in faults}

    def happen(stack: Stack, load: Load) -> None:
        _switch(stack, faults)
        if act:
            with load.more(CROWD, "joining", 0.1, lambda: act(load)):
                time.sleep(AWAY)
        else:
            time.sleep(AWAY)
        _switch(stack, calm)

    return happen


def _switch(stack: Stack, faults: dict[str, str | int]) -> None:
    desk, as_json = Visitor(stack.place.desk), {"Content-Type": "application/json"}
    if desk.ask("/faults", "POST", json.dumps(faults), as_json).status >= 400:
        raise SystemExit(f"The stand-ins do not know {faults}.")


def fill_the_disk(stack: Stack, _: Load) -> None:
    """Nothing can be written any more: no row, no copy of a page; then no log of the database.

    It writes that into files which it has made before, and goes down when it needs another.
    """
    with (
        stores.connect(stack.place, stores.DATABASE) as connection,
        disk.full(stack.place.folder),
    ):
        time.sleep(AWAY / 2)
        with suppress(psycopg.Error):
            for _piece in range(MOST_LOGGED):
                connection.execute(
                    "SELECT pg_logical_emit_message(false, '', repeat('a', 1048576))"
                )
        time.sleep(AWAY / 2)
    stack.keeper.wait_for("postgres", "redis", *WEB)


def release(stack: Stack, _: Load) -> None:
    """A new release: one web process after the other, then the workers."""
    for name in WEB:
        stack.keeper.restart(name)
        stack.keeper.wait_for(name)
        _until_ready(stack, name)
    for name in (TASKS, MAIL):
        stack.keeper.restart(name)


def _until_ready(stack: Stack, name: str) -> None:
    """Return when this web process itself gives the front page, or ten seconds have passed."""
    port = stack.keeper.parts[name].port
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as door:
            door.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            if b" 200 " in door.recv(64):
                return


def storm(stack: Stack, _: Load) -> None:
    """Questions that keep the database busy, as many as the connections let through."""
    over = time.monotonic() + AWAY

    def ask() -> None:
        with stores.connect(stack.place, stores.DATABASE) as connection:
            while time.monotonic() < over:
                connection.execute("SELECT count(*) FROM generate_series(1, 3000000)")

    with ThreadPoolExecutor(STORM) as pool:
        for asked in [pool.submit(ask) for _ in range(STORM)]:
            asked.result()


def more_readers(_: Stack, load: Load) -> None:
    """Ten times the steady load of pages, for a minute."""
    with load.more(MORE, "page", 0.05, load.read):
        time.sleep(MINUTE)


def slow_connections(stack: Stack, _: Load) -> None:
    """Clients that send a byte a second of a request that never ends."""
    with selectors.DefaultSelector() as selector:
        doors = [_door(stack.place.port, number) for number in range(SLOW)]
        for door in doors:
            selector.register(door, selectors.EVENT_WRITE)
        deadline = time.monotonic() + 2 * AWAY
        while time.monotonic() < deadline and selector.get_map():
            for key, _events in selector.select(timeout=0):
                try:
                    key.fileobj.send(b"x")  # type: ignore[union-attr]
                except OSError:  # nginx has let go of it
                    selector.unregister(key.fileobj)
            time.sleep(1)
        for door in doors:
            door.close()


def _door(port: int, number: int) -> socket.socket:
    door = socket.create_connection(
        ("127.0.0.1", port), timeout=10, source_address=(f"127.8.0.{number % 250 + 1}", 0)
    )
    door.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    return door
