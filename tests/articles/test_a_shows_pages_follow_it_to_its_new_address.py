"""When a show's slug changes, what the site says about it beside its page is found there too."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Show
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db

PAGES = ("catch-up/", "catch-up/?through=s1e1", "who/", "who/?through=s1", "who.json?through=s1e1",
         "guide.json", "seasons/1.json", "seasons/1/1.json")  # fmt: skip


@pytest.fixture
def renamed(django_capture_on_commit_callbacks: Any) -> tuple[str, Show]:
    """The slug that a show had first, and the show, which got two others since."""
    show = make_article().get_parent().specific
    first = show.slug
    for slug in ("a-better-name", "the-best-name"):
        show.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            show.save_revision().publish()
    return first, show


@pytest.mark.parametrize("page", PAGES)
def test_each_leads_on_with_its_query(client: Client, renamed: Any, page: str) -> None:
    for old in (renamed[0], "a-better-name"):
        answer: Any = client.get(f"/{old}/{page}")
        assert (answer.status_code, answer["Location"]) == (301, f"/the-best-name/{page}")
    assert client.get(f"/the-best-name/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_show_that_is_gone_leads_nowhere(client: Client, renamed: Any, page: str) -> None:
    renamed[1].unpublish()
    assert client.get(f"/{renamed[0]}/{page}").status_code == 404


def test_a_place_that_is_none_leads_nowhere(client: Client, renamed: Any) -> None:
    again = make_show()
    again.slug = renamed[0]
    again.save_revision().publish()
    assert client.get(f"/{again.slug}/catch-up/?through=s99").status_code == 404
    assert client.get(f"/{again.slug}/seasons/99.json").status_code == 404
