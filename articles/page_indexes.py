"""Indexes that no model of ours can name, made while others write.

Most are on Wagtail's table of pages. Belongs in migrations with ``atomic = False``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def add(schema_editor: Any, indexes: Mapping[str, str]) -> None:
    """Make them, each name with what it is on.

    PostgreSQL makes them while others go on writing; what an earlier try left goes first.
    """
    if schema_editor.connection.vendor != "postgresql":
        for name, on in indexes.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {on}")
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        before = cursor.fetchone()[0]
    schema_editor.execute("SET lock_timeout = 0")  # to wait here harms nobody
    for name, on in indexes.items():
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        schema_editor.execute(f"CREATE INDEX CONCURRENTLY {name} ON {on}")
    schema_editor.execute(f"SET lock_timeout = '{before}'")


def remove(schema_editor: Any, names: Iterable[str]) -> None:
    """Take them back."""
    how = "CONCURRENTLY " if schema_editor.connection.vendor == "postgresql" else ""
    for name in names:
        schema_editor.execute(f"DROP INDEX {how}IF EXISTS {name}")
