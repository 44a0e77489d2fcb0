"""Changes of tables that are made while everybody goes on reading and writing.

A migration of these has ``atomic = connection.vendor != "postgresql"``: PostgreSQL makes each step
by itself, so that none holds its locks until the last one ends; SQLite, where only one can write at
a time, makes all or nothing. A step that has been made is not made again, so that a migration which
broke off goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AddIndex, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

COLUMN = """
SELECT FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s
"""


class AddIndexQuietly(AddIndex):
    """Add an index, on PostgreSQL without a lock that keeps writers waiting.

    What an earlier try left unfinished is removed first. Waiting for others' transactions harms
    nobody, so no limit of the connection holds here.
    """

    atomic = False

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Make it."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            with patiently(schema_editor):
                schema_editor.remove_index(model, self.index, concurrently=True)
                schema_editor.add_index(model, self.index, concurrently=True)


class Once(SeparateDatabaseAndState):
    """Operations that PostgreSQL carries out in a transaction of their own, unless it has already.

    ``done`` is the table and the column that tell; with ``required``, it must not be nullable too.
    """

    def __init__(
        self, *operations: Operation, done: tuple[str, str], required: bool = False
    ) -> None:
        super().__init__(operations, operations)
        self.done, self.required = done, required

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Carry them out; what Django puts off to the end of a migration is theirs too."""
        connection = schema_editor.connection
        if connection.vendor != "postgresql" or schema_editor.collect_sql:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        elif not self._is_done(connection):
            with connection.schema_editor() as own:
                super().database_forwards(app_label, own, from_state, to_state)

    def _is_done(self, connection: Any) -> bool:
        only = "AND is_nullable = 'NO'" if self.required else ""
        with connection.cursor() as cursor:
            cursor.execute(COLUMN + only, self.done)
            return cursor.fetchone() is not None


@contextmanager
def patiently(schema_editor: Any) -> Iterator[None]:
    """Wait as long as it takes, and have the connection's own limit again afterwards."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        before = cursor.fetchone()[0]
    schema_editor.execute("SET lock_timeout = 0")
    try:
        yield
    finally:
        schema_editor.execute(f"SET lock_timeout = '{before}'")
