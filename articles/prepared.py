"""Queries that are put into SQL once, for what is asked again and again with other values.

Django writes a query's SQL anew each time, which takes it longer than the database to answer, and
PostgreSQL plans it anew. By its first words it is prepared there once (``fanmankind/postgresql``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

# What stands in the SQL's parameters for a value, by the kind of value; less one for the next.
_NUMBER = 2_147_483_629
KEPT = "/* kept */ "


def _stand_in(kind: type, place: int) -> Any:
    return _NUMBER - place if kind is int else f"stands-for-value-{place}"


class _Prepared:
    """A query that ``make`` writes from its values, which are of these kinds: ``int`` or ``str``.

    It may compare columns with them as they are: what it is written from is not known before, so
    nothing else of it may hang on a value, or on the moment.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *kinds: type) -> None:
        self._make = make
        self._stand_ins = [_stand_in(kind, place) for place, kind in enumerate(kinds)]
        self._written: dict[str, tuple[str, list[Any]]] = {}

    def _asking(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        known = self._written.get(connection.vendor)
        if known is None:
            known = self._written[connection.vendor] = self._write()
        meant = dict(zip(self._stand_ins, values, strict=True))
        return known[0], [meant.get(each, each) for each in known[1]]

    def _write(self) -> tuple[str, list[Any]]:
        """The SQL and its parameters, with numbers that never change in the SQL itself."""
        sql, given = self._make(*self._stand_ins).query.sql_with_params()
        if "%%" in sql:  # a sign of its own, which is not told from a parameter's place here
            return KEPT + sql, list(given)
        places = (each if self._stays(each) else "%s" for each in given)
        return KEPT + sql % tuple(places), [each for each in given if not self._stays(each)]

    def _stays(self, parameter: Any) -> bool:
        return type(parameter) is int and parameter not in self._stand_ins


class PreparedRows(_Prepared):
    """Rows of a query made with ``values_list``.

    It may only read columns whose values are the same in Python as they come from the database:
    numbers, texts, whether something is null.
    """

    def of(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        with connection.cursor() as cursor:
            cursor.execute(*self._asking(values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def rows_of(*asked: tuple[PreparedRows, Sequence[Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of each of these queries with its values.

    PostgreSQL is asked for all of them at once: to go there and back takes longer than one of
    them. psycopg sends several statements only where it puts the values in itself.
    """
    if getattr(connection.features, "uses_server_side_binding", True):  # SQLite has no such thing
        return [query.of(*values) for query, values in asked]
    statements = [query._asking(values) for query, values in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            "; ".join(sql for sql, _ in statements),
            [value for _, values in statements for value in values],
        )
        found = [cursor.fetchall()]
        while cursor.nextset():
            found.append(cursor.fetchall())
    return found


class PreparedModels[M: Model](_Prepared):
    """Instances of a query's model, without ``select_related``: of one table and its parents."""

    def __init__(
        self, model: type[M], make: Callable[..., QuerySet[Any, Any]], *kinds: type
    ) -> None:
        super().__init__(make, *kinds)
        self._model = model
        self._columns: dict[str, tuple[list[str], dict[int, Any]]] = {}

    def of(self, *values: Any) -> list[M]:
        """The instances for these values."""
        names, converters = self._reading()
        with connection.cursor() as cursor:
            cursor.execute(*self._asking(values))
            rows = [list(row) for row in cursor.fetchall()]
        for place, (steps, column) in converters.items():
            for row in rows:
                for step in steps:
                    row[place] = step(row[place], column, connection)
        return [self._model.from_db(connection.alias, names, row) for row in rows]

    def _reading(self) -> tuple[list[str], dict[int, Any]]:
        """The fields that come, and what makes their values of the database's, by their place.

        ``raw()`` works this out for each query, which takes as long as to answer it.
        """
        known = self._columns.get(connection.vendor)
        if known is None:
            compiler: Any = self._make(*self._stand_ins).query.get_compiler(connection.alias)
            compiler.as_sql()
            columns = [column for column, *_ in compiler.select]
            names = [column.target.attname for column in columns]
            known = self._columns[connection.vendor] = (names, compiler.get_converters(columns))
        return known
