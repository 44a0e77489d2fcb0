"""Statements that each connection prepares once: PREPARE and EXECUTE, as PostgreSQL documents them.

To plan the few that every private answer asks takes PostgreSQL twice as long as to answer them. A
statement that begins with ``KEPT`` says that it is asked again and again in the same words, and is
planned once in each connection. Several may be asked together, each beginning with it, and joined
by ``"; "``. Whoever writes one needs nothing of this module: to any other database it is a comment.
Django's list of queries, for debugging, has what was executed: a name.

psycopg prepares too, but only where the server puts the values in, which Django's queries don't
all bear, and it takes one statement at a time.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Self
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

KEPT = "/* kept */ "
# A release has changed a column meanwhile, or somebody has thrown the connection's statements away.
STALE = (
    psycopg.NotSupportedError,
    psycopg.ProgrammingError,
    psycopg.errors.InvalidSqlStatementName,
)

# By connection: what is executed for a statement, for several that are asked together too.
_executed: MutableMapping[Any, dict[str, str]] = WeakKeyDictionary()


class Cursor(base.CursorMixin, psycopg.ClientCursor[Any]):
    """Django's own, that executes by their names the statements that are kept."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        """Execute; a kept statement by its name, but within a transaction.

        There, one that has grown stale would take the transaction with it. Prepared, a value has to
        be of its column's kind, where asked as it is it may be any number; what fails like that
        is asked as it is, and says itself what is wrong with it.
        """
        if not (isinstance(query, str) and query.startswith(KEPT) and self._is_outside()):
            return super().execute(query, params, **options)
        known = _executed.setdefault(self.connection, {})
        try:
            return super().execute(known.get(query) or self._keep(query, known), params, **options)
        except psycopg.DataError:
            return super().execute(query, params, **options)
        except STALE:
            known.clear()
            super().execute("DEALLOCATE ALL")
            return super().execute(query, params, **options)

    def _is_outside(self) -> bool:
        ours = self.connection  # which begins a transaction only with the first statement of it
        return ours.autocommit and ours.pgconn.transaction_status == TransactionStatus.IDLE

    def _keep(self, query: str, known: dict[str, str]) -> str:
        """Prepare the statements of a query; what to execute for it from now on."""
        if "%%" in query:  # a sign of its own, which is not told from a value's place here
            return known.setdefault(query, query)
        parts = [part.removesuffix("; ") for part in query.split(KEPT)[1:]]
        try:
            for part in parts:
                if part not in known:
                    name = f"kept_{len(known)}"
                    super().execute(_preparation(name, part))
                    known[part] = _call(name, part)
            known[query] = "; ".join(known[part] for part in parts)
        except psycopg.ProgrammingError:  # say, of which kind a value is can't be told
            known[query] = query
        return known[query]


def _call(name: str, statement: str) -> str:
    """How a prepared statement is executed, with a place for each value."""
    places = ", ".join(["%s"] * statement.count("%s"))
    return f"EXECUTE {name}({places})" if places else f"EXECUTE {name}"


def _preparation(name: str, statement: str) -> str:
    """What prepares a statement: its values by number."""
    first, *others = statement.split("%s")
    return f"PREPARE {name} AS {first}" + "".join(
        f"${place}{text}" for place, text in enumerate(others, 1)
    )
