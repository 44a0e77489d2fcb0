"""How long each migration of ours keeps others waiting, on a database that has grown.

    python -m bench.growth.migrating postgres://postgres@127.0.0.1:5432/grown

Works on a copy of the database, which is dropped in the end. From the latest to the first, each
migration is taken back and made again on the data that is there, while another connection looks
two hundred times a second which locks stronger than SHARE UPDATE EXCLUSIVE it holds on tables that
were there before: those keep writers, or everybody, waiting. The status is 1 where one is held for
more than a second.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

MOST = 1.0  # seconds
INTERVAL = 0.005
OURS = ("accounts", "articles", "reading", "edge")
HELD = """
SELECT c.relname || ' ' || l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
WHERE l.pid = %s AND l.granted AND c.relkind = 'r' AND c.oid = ANY(%s)
AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
"""
TABLES = "SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


@contextmanager
def copy_of(url: str) -> Iterator[str]:
    """The address of a copy, which is there until the end. Nobody else may use the original."""
    name = urlsplit(url).path.removeprefix("/")
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}_copy"'.encode())
        connection.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}_copy"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}_copy" WITH (FORCE)'.encode())


class Watcher:
    """Sees which locks a connection holds, and for how long."""

    def __init__(self, url: str, pid: int) -> None:
        self.held: dict[str, float] = {}
        self.longest: dict[str, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(url, pid))

    def __enter__(self) -> Watcher:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _run(self, url: str, pid: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            tables = [row[0] for row in connection.execute(TABLES)]
            while not self._ended.wait(INTERVAL):
                self._look({row[0] for row in connection.execute(HELD, (pid, tables))})

    def _look(self, now: set[str]) -> None:
        at = time.monotonic()
        self.held = {lock: self.held.get(lock, at) for lock in now}
        for lock, since in self.held.items():
            self.longest[lock] = max(self.longest.get(lock, 0.0), at - since)


def again(url: str, key: tuple[str, str]) -> dict[str, float]:
    """Take a migration back, make it again, take it back; the seconds that each lock was held."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    def go(name: str | None) -> None:
        MigrationExecutor(connection).migrate([(key[0], name)])

    app = MigrationExecutor(connection).loader.graph
    before = next((p.key[1] for p in app.node_map[key].parents if p.key[0] == key[0]), None)
    go(before)
    connection.ensure_connection()
    made: Any = connection.connection
    with Watcher(url, made.info.backend_pid) as watcher:
        go(key[1])
    go(before)
    return watcher.longest


def ours() -> list[tuple[str, str]]:
    """Our migrations, the latest first, but for those that make the first tables of an app."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    plan = loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
    return [key for key in reversed(plan) if key[0] in OURS and not key[1].startswith("0001")]


def measure(url: str) -> bool:
    """Print a line for each; whether none held a lock for too long."""
    good = True
    for key in ours():
        held = again(url, key)
        lock, seconds = max(held.items(), key=lambda item: item[1], default=("none seen", 0.0))
        good = good and seconds <= MOST
        sys.stdout.write(f"{seconds:7.2f} s  {'.'.join(key):64}{lock}\n")
        sys.stdout.flush()
    return good


def main() -> int:
    """Measure; the exit status."""
    with copy_of(sys.argv[1]) as url:
        os.environ |= {"DATABASE_URL": url, "CACHE_URL": "locmem://"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
        import django

        django.setup()
        from django.db import connections

        try:
            return 0 if measure(url) else 1
        finally:
            connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
