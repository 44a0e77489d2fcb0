"""Making many rows by one statement, on PostgreSQL and on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

SPREAD = 7919  # a prime: neighbours get far from each other
# The indexes that rows are looked up by; those of constraints stay.
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s
AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def numbers(count: int) -> str:
    """A table ``numbers`` with the column ``n``, from 1 to ``count``, for a FROM clause."""
    if connection.vendor == "postgresql":
        return f"generate_series(1, {count}) AS numbers(n)"
    return (
        "(WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted"
        f" WHERE n < {count}) SELECT n FROM counted) AS numbers"
    )


def ago(days: str) -> str:
    """The moment so many days ago, a whole number, or to come if below 0; ``days`` is SQL."""
    if connection.vendor == "postgresql":
        return f"now() - ({days}) * interval '1 day'"
    return f"strftime('%Y-%m-%d %H:%M:%S', 'now', -({days}) || ' days')"


def day_ago(days: str) -> str:
    """The day so many days ago; ``days`` is SQL."""
    return (
        f"CAST({ago(days)} AS date)" if connection.vendor == "postgresql" else f"date({ago(days)})"
    )


def some(what: str, most: int, salt: int = 1) -> str:
    """A number from 0 to below ``most``; for each ``what`` another, always the same."""
    return f"(CAST({what} AS bigint) * {SPREAD * salt} % 104729 % {most})"


def fresh_uuid() -> str:
    """A new UUID as SQL."""
    return (
        "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    )


def table(model: type[Model]) -> str:
    """The quoted name of a model's table."""
    return connection.ops.quote_name(model._meta.db_table)


def run(sql: str) -> int:
    """Carry a statement out; how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def insert(label: str, source: str, /, **columns: str) -> int:
    """Make rows of the model ``label`` from a FROM clause, each column an SQL expression."""
    model: Any = apps.get_model(label)
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    with without_indexes(model):
        return run(
            f"INSERT INTO {table(model)} ({names}) SELECT {', '.join(columns.values())}"
            f" FROM {source}"
        )


@contextmanager
def without_indexes(model: type[Model]) -> Iterator[None]:
    """Make PostgreSQL's indexes of a table anew afterwards, which is quicker than row by row."""
    found: list[tuple[str, str]] = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(INDEXES, [model._meta.db_table])
            found = cursor.fetchall()
            for name, _ in found:
                cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in found:
        run(definition)


def hurry() -> None:
    """For this connection: no waiting for the disk, no checks of what is right by the making."""
    if connection.vendor == "postgresql":
        run("SET session_replication_role = replica")  # leaves out the checks of foreign keys
        run("SET synchronous_commit = off")
        run("SET maintenance_work_mem = '512MB'")
    else:
        run("PRAGMA foreign_keys = OFF")
        run("PRAGMA synchronous = OFF")


def settle() -> None:
    """Give the sequences their places and the database its statistics."""
    for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
        run(sql)
    run("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
