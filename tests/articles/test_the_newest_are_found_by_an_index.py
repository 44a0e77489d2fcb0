"""The newest articles and the first shows are found by an index, however many there are."""

from importlib import import_module

import pytest
from django.db import connection

from articles.listing import live_articles, show_cards
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
FIRST = import_module("articles.migrations.0013_the_newest_have_their_index")
BY_TITLE = import_module("articles.migrations.0017_shows_by_title")
ON_SQLITE = import_module("articles.migrations.0016_the_newest_on_sqlite")


def _have(index: str, on: str) -> None:
    """As the migration makes it, but in this transaction; and a small table is not just read."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX {index} ON {on}")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")


def test_the_newest_are_found_by_an_index() -> None:
    if connection.vendor == "postgresql":
        _have(FIRST.NAME, FIRST.ON.format(nulls=" NULLS LAST"))
    else:
        editor = connection.schema_editor()
        FIRST.add(None, editor)
        ON_SQLITE.widen(None, editor)
    make_article()
    plan = live_articles().values_list("pk")[:4].explain()
    assert "articles_newest" in plan
    assert "SCAN wagtailcore_page" not in plan


def test_the_first_shows_come_by_their_titles_and_on_postgresql_by_an_index() -> None:
    is_postgresql = connection.vendor == "postgresql"
    if is_postgresql:
        _have(BY_TITLE.NAME, BY_TITLE.ON)
    for title in ("Silo", "Andor", "Lost"):
        make_show(title)
    first = show_cards().values_list("title", flat=True)[:2]
    assert list(first) == ["Andor", "Lost"]
    assert not is_postgresql or BY_TITLE.NAME in first.explain()
