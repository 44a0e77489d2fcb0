"""PostgreSQL keeps wider statistics of the words that are searched for; SQLite has none."""

from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

MIGRATION = import_module("articles.migrations.0011_search_statistics")
KEPT = """
SELECT attstattarget FROM pg_attribute
WHERE attrelid = 'wagtailsearch_indexentry'::regclass AND attname = 'autocomplete'
"""


def _kept() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        (kept,) = cursor.fetchone()
    return kept if kept is None else int(kept)


@pytest.mark.django_db
def test_there_and_back() -> None:
    with CaptureQueriesContext(connection) as queries:
        MIGRATION.note_more_words(None, connection.schema_editor())
    if connection.vendor != "postgresql":
        assert len(queries) == 0
        return
    assert _kept() == MIGRATION.TARGET
    MIGRATION.note_as_many_as_usual(None, connection.schema_editor())
    assert _kept() in {None, -1}  # None from PostgreSQL 17 on
