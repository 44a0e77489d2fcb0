"""What is asked again and again is planned once in each connection, and never grows stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import DataError, connection, transaction
from django.test import Client

from fanmankind.postgresql.kept import KEPT
from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

TWICE = KEPT + "SELECT %s * 2"
LISTED = KEPT + "SELECT * FROM kept_try WHERE one = %s"


@pytest.fixture(autouse=True)
def _nothing_prepared() -> Iterator[None]:
    """A connection that has prepared nothing, and takes what it has prepared with it."""
    connection.close()
    yield
    connection.close()


@pytest.fixture
def table() -> Iterator[psycopg.Connection[Any]]:
    """Somebody else's connection, who made a table of one row, ``kept_try``."""
    parameters = connection.get_connection_params() | {"cursor_factory": None}
    with psycopg.connect(**parameters, autocommit=True) as other:
        other.execute("CREATE TABLE kept_try (one int)")
        other.execute("INSERT INTO kept_try VALUES (1)")
        yield other
        other.execute("DROP TABLE kept_try")


def ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def prepared() -> dict[str, int]:
    """What this connection has prepared, and how often each was executed."""
    return dict(ask("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements"))


def test_it_is_prepared_once_and_executed_with_other_values() -> None:
    assert [ask(TWICE, number) for number in (2, 3, 4)] == [[(4,)], [(6,)], [(8,)]]
    [(statement, times)] = prepared().items()
    assert statement.endswith("AS SELECT $1 * 2")
    assert times == 3


def test_what_is_not_kept_is_not_prepared() -> None:
    assert ask("SELECT %s * 2", 2) == [(4,)]
    assert prepared() == {}


def test_several_are_asked_together() -> None:
    joined = f"{TWICE}; {KEPT}SELECT %s || %s::text; {TWICE}"
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(joined, [2, "a", "b", 5])
            found = [cursor.fetchall()]
            while cursor.nextset():
                found.append(cursor.fetchall())
            assert found == [[(4,)], [("ab",)], [(10,)]]
    assert sorted(prepared().values()) == [2, 4]
    assert ask(TWICE, 7) == [(14,)]
    assert sorted(prepared().values()) == [2, 5]
    ask(f"{joined}; {KEPT}SELECT %s - 1", 2, "a", "b", 5, 3)
    ask(KEPT + "SELECT %s - 2", 3)
    assert sorted(prepared().values()) == [1, 1, 3, 7]


def test_within_a_transaction_it_is_asked_as_it_is() -> None:
    with transaction.atomic():
        assert ask(TWICE, 2) == [(4,)]
        assert prepared() == {}


def test_a_release_that_changes_a_column_is_noticed(table: psycopg.Connection[Any]) -> None:
    assert [ask(LISTED, 1), ask(LISTED, 1)] == [[(1,)], [(1,)]]
    table.execute("ALTER TABLE kept_try ADD COLUMN two text DEFAULT 'new'")
    assert ask(LISTED, 1) == [(1, "new")]
    assert ask(LISTED, 1) == [(1, "new")]
    assert list(prepared().values()) == [1]  # anew, and executed once since


@pytest.mark.parametrize(
    ("kind", "value"), [("bigint", 3_000_000_000), ("text", "1"), ("numeric", 0.5)]
)
def test_a_release_that_changes_a_columns_kind_is_noticed(
    table: psycopg.Connection[Any], kind: str, value: Any
) -> None:
    assert ask(LISTED, 1) == [(1,)]
    table.execute(f"ALTER TABLE kept_try ALTER COLUMN one TYPE {kind} USING one::{kind}")
    table.execute("UPDATE kept_try SET one = %s", [value])
    for _ in range(2):
        [(found,)] = ask(LISTED, value)
        assert found == value


def test_a_value_that_is_too_large_for_its_column_is_in_no_row(
    table: psycopg.Connection[Any],
) -> None:
    assert [ask(LISTED, value) for value in (1, 2**40, 2**70, 1)] == [[(1,)], [], [], [(1,)]]


def test_a_release_that_changes_a_column_harms_no_transaction(
    table: psycopg.Connection[Any],
) -> None:
    assert ask(LISTED, 1) == [(1,)]
    table.execute("ALTER TABLE kept_try ADD COLUMN two text DEFAULT 'new'")
    with transaction.atomic():
        assert ask(LISTED, 1) == [(1, "new")]


def test_statements_that_somebody_threw_away_are_prepared_anew() -> None:
    assert ask(TWICE, 1) == [(2,)]
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert [ask(TWICE, 2), ask(TWICE, 3)] == [[(4,)], [(6,)]]
    assert list(prepared().values()) == [1]


@pytest.mark.parametrize(
    ("statement", "values", "row"),
    [
        ("SELECT %s IS NULL", [None], (True,)),  # of which kind the value is can't be told
        ("SELECT %s::int, '5%%'", [1], (1, "5%")),
    ],
)
def test_what_can_not_be_prepared_is_asked_as_it_is(
    statement: str, values: list[Any], row: tuple[Any, ...]
) -> None:
    for _ in range(2):
        assert ask(KEPT + statement, *values) == [row]
    assert prepared() == {}


def test_an_error_of_its_own_is_told_and_leaves_it_as_it_is() -> None:
    halves = KEPT + "SELECT 4 / %s"
    assert ask(halves, 2) == [(2,)]
    with pytest.raises(DataError):
        ask(halves, 0)
    assert ask(halves, 1) == [(4,)]
    assert list(prepared().values()) == [2]


def test_a_new_connection_prepares_its_own() -> None:
    assert ask(TWICE, 1) == [(2,)]
    connection.close()
    assert prepared() == {}
    assert ask(TWICE, 1) == [(2,)]
    assert len(prepared()) == 1


def test_the_private_answer_asks_for_nothing_else(
    client: Client, django_assert_num_queries: Any
) -> None:
    sign_in(client, make_person())
    client.get("/reading/me.json")
    before = prepared()
    with django_assert_num_queries(3):
        client.get("/reading/me.json")
    more = {statement: times - before[statement] for statement, times in prepared().items()}
    assert sorted(times for times in more.values() if times) == [1] * 6
