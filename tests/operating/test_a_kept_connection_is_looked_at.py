"""A connection that PostgreSQL has ended is opened anew, and one that is well costs no question."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How often the server was asked whether it is there, from a kept connection on."""
    times: list[int] = []
    ask = connection.is_usable

    def count() -> bool:
        times.append(1)
        return bool(ask())

    connection.ensure_connection()
    connection.close_if_unusable_or_obsolete()  # as a request begins
    monkeypatch.setattr(connection, "is_usable", count)
    yield times
    connection.close()


def test_a_connection_that_is_well_is_not_asked(asked: list[int]) -> None:
    before = connection.connection
    assert not User.objects.exists()
    assert connection.connection is before
    assert asked == []


def test_a_connection_that_the_server_ended_is_opened_anew(asked: list[int]) -> None:
    before = connection.connection
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        ended = other.execute("SELECT pg_terminate_backend(%s, 5000)", [before.info.backend_pid])
        assert ended.fetchone() == (True,)
    assert not User.objects.exists()
    assert connection.connection is not before
    assert asked == [1]


def test_after_an_error_the_server_is_asked(asked: list[int]) -> None:
    connection.errors_occurred = True
    assert not User.objects.exists()
    assert asked == [1]


def test_a_connection_that_we_closed_is_opened_anew(asked: list[int]) -> None:
    connection.connection.close()
    assert not User.objects.exists()
    assert asked == [1]
