"""Copying a whole database out of a site that is in use, and back in, all of it or nothing.

SQLite has its online backup for both ways; PostgreSQL its own programs, found by their version.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# Where Debian keeps the programs of each version, beside the one that is on the path.
DEBIAN = "/usr/lib/postgresql/{version}/bin/{name}"
# In a list of what a dump holds: the database's own, which whoever made it owns.
NOT_OURS = re.compile(r"^\d+; \d+ \d+ (COMMENT - )?(EXTENSION|SCHEMA) ")
A_SITES = "wagtailcore_page"  # a table that every site has
LOCK_PATIENCE = "30s"  # for whoever is still at work on a table that is to be replaced
# What libpq's programs read, by the name that the same thing has among Django's settings.
VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
    "dbname": "PGDATABASE", "service": "PGSERVICE", "passfile": "PGPASSFILE",
    "options": "PGOPTIONS", "connect_timeout": "PGCONNECT_TIMEOUT", "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip


class Trouble(Exception):
    """Why a database can't be copied, in words for an operator."""


def major_version(connection: BaseDatabaseWrapper) -> int:
    """The server's major version, which its programs must have at least; 0 for SQLite."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether there is no table in it."""
    return not connection.introspection.table_names()


def refuse_without_site(connection: BaseDatabaseWrapper) -> None:
    """Raise Trouble where there is no site in the database."""
    if A_SITES not in connection.introspection.table_names():
        raise Trouble("There is no site in the database that DATABASE_URL names.")


def refuse_copy_without_site(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Raise Trouble where there is no site in what was dumped of a database of this kind."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            _ask_whether_whole(copy)
            asked = "SELECT 1 FROM sqlite_master WHERE name = ?"
            found = copy.execute(asked, [A_SITES]).fetchone()
    else:
        found = f" {A_SITES} " in _list_of(file, major_version(connection))
    if not found:
        raise Trouble("There is no site in the copy.")


def dump(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Write the database as it is at one moment. Others read and write it meanwhile."""
    if connection.vendor == "sqlite":
        _dump_sqlite(connection, file)
    else:
        _dump_postgres(connection, file)


def load(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Replace everything in the database by what ``dump`` wrote, or nothing where that fails."""
    if connection.vendor == "sqlite":
        _load_sqlite(connection, file)
    else:
        _load_postgres(connection, file)
    connection.close()


def _dump_sqlite(connection: BaseDatabaseWrapper, file: Path) -> None:
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # so that it is one file
            _ask_whether_whole(copy)
    except sqlite3.Error as error:
        raise Trouble(f"SQLite could not be copied: {error}.") from error


def _load_sqlite(connection: BaseDatabaseWrapper, file: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        _ask_whether_whole(copy)
        try:
            copy.backup(connection.connection)  # one transaction
        except sqlite3.Error as error:
            raise Trouble(f"SQLite could not take the copy in: {error}.") from error


def _ask_whether_whole(copy: sqlite3.Connection) -> None:
    try:
        found = copy.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise Trouble(f"The SQLite database is damaged: {error}.") from error
    if found != [("ok",)]:
        raise Trouble(f"The SQLite database is damaged: {found[0][0]}.")


def _dump_postgres(connection: BaseDatabaseWrapper, file: Path) -> None:
    program = postgres_program("pg_dump", major_version(connection))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    # What else is in the database, monitoring say, is somebody else's.
    command = [program, "--format=custom", "--no-owner", "--no-privileges", f'--schema="{schema}"']
    command.append(f"--file={file}")
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own
        command, env=libpq(connection), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Trouble(f"pg_dump failed: {done.stderr.strip()}")


def _load_postgres(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Have psql do all of it in one transaction, which it is told to keep only at the end."""
    version = major_version(connection)
    quote = connection.ops.quote_name
    tables = ", ".join(quote(name) for name in connection.introspection.table_names())
    before = f"BEGIN; SET lock_timeout = '{LOCK_PATIENCE}';\n"
    if tables:  # also those that the copy does not know, or they would hold on to others
        before += f"DROP TABLE {tables} CASCADE;\n"
    connection.close()
    program = postgres_program("pg_restore", version)
    script = [program, "--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-"]
    psql = [postgres_program("psql", version), "--no-psqlrc", "--quiet", "--output=/dev/null"]
    psql += ["--set=ON_ERROR_STOP=1"]
    with tempfile.NamedTemporaryFile("w") as ours:
        listed = _list_of(file, version).splitlines(keepends=True)
        ours.write("".join(line for line in listed if not NOT_OURS.match(line)))
        ours.flush()
        script += [f"--use-list={ours.name}", str(file)]
        _pipe(script, psql, before.encode(), b"COMMIT; ANALYZE;\n", libpq(connection))


def _list_of(file: Path, version: int) -> str:
    """What a dump holds, an entry on each line, as pg_restore writes and reads it."""
    command = [postgres_program("pg_restore", version), "--list", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble(f"pg_restore could not read the copy: {done.stderr.strip()}")
    return done.stdout


def _pipe(
    script: Sequence[str], psql: Sequence[str], before: bytes, after: bytes, env: dict[str, str]
) -> None:
    """Give psql ``before``, the script, and ``after`` only if the script came whole."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(psql, stdin=subprocess.PIPE, stderr=said, env=env) as taking,  # noqa: S603
        subprocess.Popen(script, stdout=subprocess.PIPE, env=env) as giving,  # noqa: S603
    ):
        assert taking.stdin is not None  # noqa: S101 - for the types
        assert giving.stdout is not None  # noqa: S101
        try:
            taking.stdin.write(before)
            shutil.copyfileobj(giving.stdout, taking.stdin)
            if giving.wait() == 0:
                taking.stdin.write(after)
            taking.stdin.close()
        except BrokenPipeError:  # psql has stopped at an error, and says which
            giving.kill()
            with contextlib.suppress(BrokenPipeError):
                taking.stdin.close()
        if taking.wait() or giving.wait():
            said.seek(0)
            why = said.read().decode(errors="replace").strip() or "pg_restore failed, see above."
            raise Trouble(f"PostgreSQL took nothing in: {why}")


def postgres_program(name: str, version: int) -> str:
    """The path of a program of PostgreSQL, of the server's version or a later one.

    That of the very version comes first: what a later ``pg_dump`` writes, an older server may not
    understand.
    """
    found = ""
    for path in (DEBIAN.format(version=version, name=name), shutil.which(name)):
        if path and Path(path).exists():
            said = subprocess.run(  # noqa: S603
                [path, "--version"], capture_output=True, text=True, check=False
            ).stdout
            match = re.search(r"\) (\d+)", said)
            found = match[1] if match else ""
            if found and int(found) >= version:
                return path
    has = f"is of version {found}" if found else "is missing"
    raise Trouble(
        f"{name} {has}, and the server is PostgreSQL {version}: install"
        f" postgresql-client-{version} (Debian's name) on this machine."
    )


def libpq(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find it; no secret becomes an argument."""
    params: dict[str, Any] = connection.get_connection_params()
    said = {VARIABLES[key]: str(value) for key, value in params.items() if key in VARIABLES}
    return {**os.environ, **said}
