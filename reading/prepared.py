"""Queries that are put into SQL once, for the one answer that every reader asks for on every page.

Django writes a query's SQL anew each time, which takes it longer than the database to answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_SOMEBODY = 2_147_483_629  # stands in the SQL's parameters for whom it is asked


class Prepared:
    """A query about one person; ``rows`` makes it, with ``values_list``, from the person's key.

    It may only read columns whose values are the same in Python as they come from the database:
    numbers, texts, whether something is null. No sentence of it may hang on the moment.
    """

    def __init__(self, rows: Callable[[int], QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._written: dict[str, tuple[str, list[Any]]] = {}

    def of(self, person: int) -> list[tuple[Any, ...]]:
        """The rows of this person."""
        sql, parameters = self._sql()
        with connection.cursor() as cursor:
            cursor.execute(sql, [person if each == _SOMEBODY else each for each in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _sql(self) -> tuple[str, list[Any]]:
        known = self._written.get(connection.vendor)
        if known is None:
            sql, parameters = self._rows(_SOMEBODY).query.sql_with_params()
            known = self._written[connection.vendor] = (sql, list(parameters))
        return known
