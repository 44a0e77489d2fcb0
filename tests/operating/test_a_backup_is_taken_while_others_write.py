"""A backup waits for nobody who is writing, and holds nothing that they have not finished."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from fanmankind.operating import databases
from tests.operating.copies import connected, empty_database, rows

pytestmark = pytest.mark.django_db


def _note(connection: BaseDatabaseWrapper, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO notes VALUES (%s)", [words])


def test_what_is_not_finished_is_not_in_it(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with empty_database(tmp_path) as url, connected(url) as one, connected(url) as other:
        with one.cursor() as cursor:
            cursor.execute("CREATE TABLE notes (words varchar(40))")
        _note(one, "finished")
        one.set_autocommit(False)
        _note(one, "not finished")
        databases.dump(other, copy)
        one.commit()
        one.set_autocommit(True)
        databases.load(other, copy)
        assert rows(other) == {"notes": ["('finished',)"]}


def test_a_table_that_came_later_goes_with_what_leads_to_it(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with empty_database(tmp_path) as url, connected(url) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE shows (id integer PRIMARY KEY)")
            databases.dump(connection, copy)
            cursor.execute("CREATE TABLE seasons (show_id integer REFERENCES shows (id))")
            cursor.execute("INSERT INTO shows VALUES (1)")
        databases.load(connection, copy)
        assert rows(connection) == {"shows": []}
