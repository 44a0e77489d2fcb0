"""Served on another port of the same machine, the site has that address; a real one is kept."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Site

from articles.demo.loading import load
from tests.factories import make_show

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_another_port(settings: Any) -> None:
    make_show()  # and the front page, so that somebody's site is there
    settings.SITE_URL = "http://localhost:8123"


def _site(**fields: Any) -> Site:
    Site.objects.filter(is_default_site=True).update(**fields)
    load()
    return Site.objects.get(is_default_site=True)


def test_the_port_follows(settings: Any) -> None:
    settings.IS_LOCAL = True
    assert _site(hostname="localhost", port=8000).root_url == "http://localhost:8123"


def test_an_operators_address_is_kept(settings: Any) -> None:
    settings.IS_LOCAL = True
    assert _site(hostname="fanmankind.example", port=443).port == 443


def test_in_production_nothing_is_touched(settings: Any) -> None:
    settings.IS_LOCAL = False
    assert _site(hostname="localhost", port=8000).port == 8000
