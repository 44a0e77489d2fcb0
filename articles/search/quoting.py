"""A quotation mark in what the newsroom searches for is a character like any other.

The library quotes every word for SQLite, and leaves a mark within it as it is, which ends the
word too soon: ``12" disc`` was no query at all. PostgreSQL has quotation marks of another kind.
"""

from __future__ import annotations

from typing import Any

from django.db import connection


def tune() -> None:
    """Have the library double the marks, as SQLite asks for."""
    if connection.vendor != "sqlite":
        return
    from modelsearch.backends.database.sqlite.query import Lexeme

    written = Lexeme.as_sql

    def as_sql(self: Any, *args: Any, **kwargs: Any) -> tuple[str, list[str]]:
        template, words = written(self, *args, **kwargs)
        return template, [word.replace('"', '""') for word in words]

    Lexeme.as_sql = as_sql
