"""Counting the database's work for a page, with every cache cold."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site


def chill() -> None:
    """Forget everything that a running site would have remembered."""
    cache.clear()
    Site.clear_site_root_paths_cache()
    ContentType.objects.clear_cache()


def queries(address: str, client: Client | None = None) -> list[str]:
    """The statements that a request for this address makes, with nothing remembered."""
    visitor = client or Client()
    chill()
    with CaptureQueriesContext(connection) as captured:
        answer = visitor.get(address)
    assert answer.status_code == 200, address
    return [query["sql"] for query in captured.captured_queries]
