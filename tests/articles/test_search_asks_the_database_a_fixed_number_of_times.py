"""A page of many hits costs no more questions than one of few, and the index is used."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from tests.articles.counting import queries
from tests.articles.searching import add_character, address
from tests.factories import make_article, make_author, make_show

pytestmark = pytest.mark.django_db

READING = {"SELECT", "WITH", "SAVEPOINT", "RELEASE"}
MOST = 24
MOST_MENDED = 45  # eight words, each looked up


def fill(number: int) -> None:
    """So much of everything."""
    for n in range(number):
        show = make_show(f"Lantern {n}")
        add_character(show, f"Ada Lantern {n}")
        make_author(f"Bea Lantern {n}")
        make_article(show, title=f"Lantern {n}, explained")


@pytest.mark.parametrize("kind", ["article", "show", "character", "author"])
def test_with_some_and_with_many(kind: str) -> None:
    fill(4)  # with fewer, another spelling is looked for
    few = queries(address("lantern", kind=kind))
    fill(5)
    assert len(queries(address("lantern", kind=kind))) == len(few) <= MOST


def test_with_some_of_everything() -> None:
    fill(2)
    assert len(queries(address("lantern"))) <= MOST
    assert len(queries("/search/")) <= MOST


def test_suggestions() -> None:
    fill(1)
    few = queries("/search/suggest.json?q=lan")
    fill(4)
    assert len(few) == len(queries("/search/suggest.json?q=lan")) <= 14


def test_nothing_found_is_bounded() -> None:
    fill(1)
    words = " ".join(f"lanterx{letter}" for letter in "abcdefgh")
    assert len(queries(address(words))) <= MOST_MENDED


def test_the_full_text_index_is_used() -> None:
    fill(1)
    asked = [q for q in queries(f"/search/?q={quote('lantern')}") if "autocomplete" in q]
    assert len(asked) == 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
            cursor.execute("EXPLAIN " + asked[0].replace("%", "%%"))
            assert "autocom" in str(cursor.fetchall())
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + asked[0].replace("%", "%%"))
            plan = str(cursor.fetchall())
            assert "VIRTUAL TABLE INDEX" in plan
            assert "TEMP B-TREE" not in plan  # the newest come first by themselves


def test_nothing_is_written() -> None:
    fill(1)
    for path in (address("lantern"), address("lantenr"), "/search/", "/search/suggest.json?q=lan"):
        Client().get(path)
        found = queries(path)
        own = [sql for sql in found if sql.split()[0] not in READING]
        assert [sql for sql in own if '"cache"' not in sql] == []
