"""What is done to a stack: each case breaks something, and returns when it is whole again."""

from __future__ import annotations

import json
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from deploy.chaos.load import Load
from deploy.chaos.visitor import Visitor
from deploy.stack import stores
from deploy.stack.whole import MAIL, TASKS, WEB, Stack

AWAY = 8.0  # seconds that a store stays away
SLOW = 500  # connections
STORM = 20  # questions to the database at a time, each of about a second
MORE = 18  # further readers for the two that there are: ten times as many


@dataclass(frozen=True, slots=True)
class Case:
    """``may_fail`` is how many readers of cached pages may lose the request that was open."""

    name: str
    happen: Callable[[Stack, Load], None]
    may_fail: int = 0


def _kill(*names: str) -> Callable[[Stack, Load], None]:
    def happen(stack: Stack, _: Load) -> None:
        for name in names:
            stack.keeper.kill(name)
        stack.keeper.wait_for(*names)

    return happen


def _take_away(name: str) -> Callable[[Stack, Load], None]:
    def happen(stack: Stack, _: Load) -> None:
        stack.keeper.kill(name, hold=True)
        time.sleep(AWAY)
        stack.keeper.release(name)
        stack.keeper.wait_for(name)

    return happen


def _take_database_and_web_away(stack: Stack, _: Load) -> None:
    """A web process that starts while there is no database has what is kept on the disk."""
    stack.keeper.kill("postgres", hold=True)
    for name in WEB:
        stack.keeper.kill(name)
    time.sleep(AWAY)
    stack.keeper.release("postgres")
    stack.keeper.wait_for("postgres", *WEB)


def _fault(**faults: str | int) -> Callable[[Stack, Load], None]:
    """Switch a fault of the stand-ins on, and off again; their mail stays, so it can be counted."""
    calm = {name: 0 if isinstance(value, int) else "accept" for name, value in faults.items()}

    def happen(stack: Stack, _: Load) -> None:
        for switched in (faults, calm):
            desk, as_json = Visitor(stack.place.desk), {"Content-Type": "application/json"}
            if desk.ask("/faults", "POST", json.dumps(switched), as_json).status >= 400:
                raise SystemExit(f"The stand-ins do not know {switched}.")
            if switched is faults:
                time.sleep(AWAY)

    return happen


def _deploy(stack: Stack, _: Load) -> None:
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


def _storm(stack: Stack, _: Load) -> None:
    """Questions that keep the database busy, as many as the connections let through."""
    over = time.monotonic() + AWAY

    def ask() -> None:
        with stores.connect(stack.place, stores.DATABASE) as connection:
            while time.monotonic() < over:
                connection.execute("SELECT count(*) FROM generate_series(1, 3000000)")

    with ThreadPoolExecutor(STORM) as pool:
        for asked in [pool.submit(ask) for _ in range(STORM)]:
            asked.result()


def _more_readers(_: Stack, load: Load) -> None:
    with load.more_readers(MORE):
        time.sleep(2 * AWAY)


def _slow_connections(stack: Stack, _: Load) -> None:
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


CASES = (
    Case("nothing at all", lambda *_: time.sleep(AWAY)),
    Case("a web process is killed", _kill(WEB[0]), may_fail=2),
    Case("both web processes are killed", _kill(*WEB), may_fail=4),
    Case("the task worker is killed", _kill(TASKS)),
    Case("the mail worker is killed", _kill(MAIL)),
    Case("Redis is away for 8 s", _take_away("redis")),
    Case("PostgreSQL is away for 8 s", _take_away("postgres")),
    Case("the same, and web processes start", _take_database_and_web_away, may_fail=4),
    Case("the mail server refuses for 8 s", _fault(mail_answer="421")),
    Case("the mail server takes 3 s a mail", _fault(mail_delay_ms=3000)),
    Case("20 slow questions at a time, 8 s", _storm),
    Case("ten times the readers for 16 s", _more_readers),
    Case("500 connections, a byte a second", _slow_connections),
    Case("a release in the middle of it", _deploy),
)
