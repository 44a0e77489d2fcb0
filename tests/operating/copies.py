"""Databases to copy out of and into, and everything that is in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from fanmankind import environment
from tests.prepared import ROOT


@contextmanager
def connected(url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own to any database."""
    handler = ConnectionHandler({"default": environment.database(url)})
    try:
        yield handler["default"]
    finally:
        handler["default"].close()


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without a table, of the kind that the run is about."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def rows(connection: BaseDatabaseWrapper) -> dict[str, list[Any]]:
    """Every row of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def manage(
    *arguments: str | Path, answer: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the site's in a process of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        cwd=ROOT, env=os.environ | variables, capture_output=True, text=True, check=False,
        input=answer, timeout=240,
    )  # fmt: skip
