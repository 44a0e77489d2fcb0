"""A question to the database that takes long leaves its statement in the log, and no value."""

from __future__ import annotations

import time

import pytest
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from fanmankind.operating import slow_queries

SECRET = "somebody@example.org"


@pytest.fixture(autouse=True)
def connection(monkeypatch: pytest.MonkeyPatch) -> BaseDatabaseWrapper:
    """This test's own: once Playwright's loop runs, it is another than at the module's import."""
    connection = connections["default"]
    monkeypatch.setattr(connection, "execute_wrappers", [])
    slow_queries.watch(None, connection)
    return connection


def test_a_new_connection_is_watched_once(connection, settings) -> None:
    settings.SLOW_QUERY_MS = 1000
    connection.execute_wrappers.clear()
    slow_queries.watch(None, connection)
    slow_queries.watch(None, connection)
    assert connection.execute_wrappers == [slow_queries.measure]


def test_nothing_is_watched_where_the_threshold_is_none(connection, settings) -> None:
    settings.SLOW_QUERY_MS = 0
    connection.execute_wrappers.clear()
    slow_queries.watch(None, connection)
    assert connection.execute_wrappers == []


@pytest.mark.django_db
@pytest.mark.parametrize(("threshold", "lines"), [(1, 1), (60_000, 0)])
def test_only_what_takes_long_is_written_down(settings, caplog, threshold, lines) -> None:
    settings.SLOW_QUERY_MS = threshold
    slow_queries.measure(lambda *_: time.sleep(0.005), "SELECT %s", [SECRET], False, {})
    assert len(caplog.records) == lines


@pytest.mark.django_db
def test_a_line_has_the_statement_and_no_value(connection, settings, caplog) -> None:
    settings.SLOW_QUERY_MS = 1
    connection.execute_wrappers.append(_slowly)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s, '{SECRET}', 'it''s'", [SECRET])
    [record] = caplog.records
    assert "SELECT %s, '…', '…'" in record.message
    assert SECRET not in record.message
    assert record.seconds >= 0.002


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_is_written_down_too(connection, settings, caplog) -> None:
    settings.SLOW_QUERY_MS = 1
    connection.execute_wrappers.append(_slowly)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT nothing_of_the_kind")
    assert "nothing_of_the_kind" in caplog.records[0].message


def test_a_long_statement_keeps_both_ends(caplog) -> None:
    slow_queries.note(f"SELECT {'a, ' * 2000} FROM t WHERE id = %s", 1.0)
    message = caplog.records[0].message
    assert "SELECT a," in message
    assert message.endswith("WHERE id = %s")
    assert len(message) < 2000


def _slowly(execute, sql, params, many, context):
    try:
        return execute(sql, params, many, context)
    finally:
        time.sleep(0.002)
