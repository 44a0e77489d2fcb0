"""What somebody else keeps in the site's PostgreSQL is neither copied nor in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from fanmankind.operating import databases
from tests.operating.copies import connected

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def theirs() -> Iterator[str]:
    """The address of a role's own database, in which the server's owner has things too."""
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_{uuid4().hex}"
    whole = urlunsplit(server._replace(path=f"/{name}"))
    with psycopg.connect(urlunsplit(server), autocommit=True) as owner:
        owner.execute(f'CREATE ROLE "{name}" LOGIN'.encode())
        owner.execute(f'CREATE DATABASE "{name}" OWNER "{name}"'.encode())
        try:
            with psycopg.connect(whole, autocommit=True) as inside:
                inside.execute("CREATE EXTENSION pg_trgm")
                inside.execute("COMMENT ON SCHEMA public IS 'the site'")
                inside.execute("CREATE SCHEMA monitoring CREATE TABLE seen (at int)")
            place = server.netloc.rpartition("@")[2]
            yield urlunsplit(server._replace(netloc=f"{name}@{place}", path=f"/{name}"))
        finally:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
            owner.execute(f'DROP ROLE "{name}"'.encode())


def test_a_copy_comes_back_beside_it(theirs: str, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    with connected(theirs) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE wagtailcore_page (title text)")
            cursor.execute("INSERT INTO wagtailcore_page VALUES ('before')")
        databases.dump(connection, file)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'after'")
        databases.load(connection, file)
        with connection.cursor() as cursor:
            cursor.execute("SELECT title, similarity(title, 'before') FROM wagtailcore_page")
            assert cursor.fetchall() == [("before", 1.0)]
