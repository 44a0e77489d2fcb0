"""A reader's request changes nothing in the database, not even the first one on a new site."""

import pytest

from tests.articles import surfaces
from tests.articles.counting import queries
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_no_statement_of_any_page_writes() -> None:
    make_article()
    addresses = [*surfaces.FEEDS, *surfaces.SITEMAPS, *surfaces.page_addresses()]
    for address in addresses:
        for sql in queries(address):
            changes = sql.startswith(("INSERT", "UPDATE", "DELETE")) and '"cache"' not in sql
            assert not changes, f"{address}: {sql[:120]}"
