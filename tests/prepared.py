"""Databases that are made once a run and then copied: with every table, and with the demonstration.

Migrating takes twenty seconds of processor time and loading the demonstration as much again; many
tests want a database of their own, on SQLite a file, on PostgreSQL one more on the same server.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ["PREPARED_DIR"])  # of this run; tests/environment.py makes it
TABLES, SITE = "tables", "site"
MAKE = {
    TABLES: """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
""",
    # What ``make serve`` does at its start.
    SITE: "from fanmankind.serving import set_up; set_up()",
}


class Database:
    """A database of a test's own, as a stage left it: ``TABLES`` alone, or a whole ``SITE``.

    Entering returns the environment to find it with. ``file`` is where it is kept on SQLite; the
    files that belong to a site, its media and static files, come to lie beside it.
    """

    def __init__(self, file: Path, stage: str = TABLES) -> None:
        self.file, self.stage = file, stage
        self.name = f"test_{uuid4().hex}"  # several may live in one process

    def __enter__(self) -> dict[str, str]:
        with _alone():
            _prepare(self.stage)
            _copy_database(_name(self.stage), self.name, _file(self.stage), self.file)
        for folder in ("media", "static"):
            if (FOLDER / self.stage / folder).exists():
                # Nothing writes into a file that is there, so both may be one.
                shutil.copytree(
                    FOLDER / self.stage / folder, self.file.parent / folder, copy_function=os.link
                )
        return _address(self.name, self.file)

    def __exit__(self, *_: object) -> None:
        _drop(self.name)


@contextmanager
def empty(file: Path) -> Iterator[dict[str, str]]:
    """A database without a table, and the environment to find it with; ``file`` is for SQLite."""
    name = f"test_{uuid4().hex}"
    if _server():
        _run(f'CREATE DATABASE "{name}"')
    try:
        yield _address(name, file)
    finally:
        _drop(name)


def forget() -> None:
    """Remove what this run made."""
    for stage in MAKE:
        _drop(_name(stage))
    shutil.rmtree(FOLDER, ignore_errors=True)


@contextmanager
def _alone() -> Iterator[None]:
    """One process of this run at a time."""
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare(stage: str) -> None:
    """Make a stage, unless it is there."""
    done = FOLDER / stage / "done"
    if done.exists():
        return
    (FOLDER / stage).mkdir()
    if stage == SITE:
        _prepare(TABLES)
        _copy_database(_name(TABLES), _name(SITE), _file(TABLES), _file(SITE))
    elif _server():
        _run(f'CREATE DATABASE "{_name(stage)}"')
    environment = os.environ | _address(_name(stage), _file(stage)) | {
        "DATA_DIR": str(FOLDER / stage), "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        "CACHE_URL": "locmem://",  # nothing is remembered of it that will not hold for a copy
    }  # fmt: skip
    program = f"import django\ndjango.setup()\n{MAKE[stage]}"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
    done.touch()


def _copy_database(name: str, to: str, file: Path, to_file: Path) -> None:
    if _server():
        _run(f'CREATE DATABASE "{to}" TEMPLATE "{name}"')
    else:
        shutil.copy(file, to_file)


def _name(stage: str) -> str:
    return f"{FOLDER.name}_{stage}".lower()


def _file(stage: str) -> Path:
    return FOLDER / stage / "db.sqlite3"


def _address(name: str, file: Path) -> dict[str, str]:
    server = _server()
    if server:
        return {"DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
    return {"DATABASE_URL": f"sqlite:///{file}"}


def _server() -> str:
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def _drop(name: str) -> None:
    if _server():
        _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(sql: str) -> None:
    with psycopg.connect(_server(), autocommit=True) as connection:
        connection.execute(sql.encode())


def told_by(database: dict[str, str], folder: Path, *program: str) -> str:
    """What a Python program prints that runs on such a database, with its data in ``folder``."""
    environment = os.environ | database | {
        "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        "CACHE_URL": "db://cache",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
