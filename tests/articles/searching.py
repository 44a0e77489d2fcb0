"""Asking readers' search in tests, and reading what comes back."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Character, Show
from tests.factories import episode_of


def address(query: str, **filters: Any) -> str:
    """Where the hits for a query are."""
    return f"/search/?{urlencode({'q': query, **filters})}"


def page_for(query: str, **filters: Any) -> BeautifulSoup:
    """The page of a query, wherever its one address is."""
    answer = Client().get(address(query, **filters), follow=True)
    assert answer.status_code == 200, query
    return BeautifulSoup(answer.content.decode(), "html5lib")


def found(query: str, **filters: Any) -> list[str]:
    """The titles of what a query finds, in order."""
    return titles(page_for(query, **filters))


def titles(page: BeautifulSoup) -> list[str]:
    """The titles of a page's hits, with plain spaces."""
    return [tag.get_text().replace("\N{NO-BREAK SPACE}", " ") for tag in page.select(".hit__title")]


def suggested(query: str) -> dict[str, Any]:
    """What is suggested for the beginning of a query."""
    answer = Client().get(f"/search/suggest.json?{urlencode({'q': query})}", follow=True)
    assert answer.status_code == 200, query
    data: dict[str, Any] = json.loads(answer.content)
    return data


def suggested_titles(query: str) -> list[str]:
    """The titles of what is suggested."""
    return [item["title"] for item in suggested(query)["items"]]


def add_character(show: Show, name: str, **fields: Any) -> None:
    """Somebody in a show; ``first=(season, episode)`` makes them come later."""
    first = fields.pop("first", None)
    boundary = episode_of(show, *first) if first else None
    show.characters.add(Character(name=name, boundary=boundary, **fields))
    show.save()
