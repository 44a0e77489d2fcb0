"""Indexes that are made while everybody goes on reading and writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.operations import AddIndex


class AddIndexQuietly(AddIndex):
    """Add an index, on PostgreSQL without a lock that keeps writers waiting.

    Belongs in a migration with ``atomic = False``. What an earlier try left unfinished is removed
    first. Waiting for others' transactions harms nobody, so no limit of the connection holds here.
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
