"""Long lists of the newsroom are counted a little further than the page that is shown."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.views.generic import base

from fanmankind import long_lists
from fanmankind.long_lists import LookingAhead
from tests.articles.people import somebody

pytestmark = pytest.mark.django_db
PEOPLE = reverse("wagtailusers_users:index")


@pytest.fixture(autouse=True)
def _few_ahead(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "AHEAD", 3)
    admin = somebody(client)
    admin.is_superuser = True
    admin.save()


def _people(count: int) -> list[Any]:
    users: Any = get_user_model()._default_manager
    users.bulk_create(users.model(email=f"r{n:03}@fanmankind.example") for n in range(count))
    return list(users.order_by("email"))


def _paginator(page: str) -> LookingAhead:
    paginator = LookingAhead(get_user_model()._default_manager.order_by("email"), 4)
    paginator.get_page(page)
    return paginator


def test_it_stands_where_the_library_asks() -> None:
    assert base.BaseListingView.paginator_class is LookingAhead
    assert "self.get_paginator(" in inspect.getsource(base.BaseListingView.paginate_queryset)
    assert "paginator.get_page(" in inspect.getsource(base.BaseListingView.paginate_queryset)


def test_no_count_goes_through_a_long_list(client: Client) -> None:
    _people(60)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PEOPLE).status_code == 200
    counts = [q["sql"] for q in asked if "COUNT(*)" in q["sql"] and "accounts_user" in q["sql"]]
    assert len(counts) == 1
    assert re.search(r"LIMIT \d+\)", counts[0])


def test_what_is_not_counted_is_said_not_to_be(client: Client) -> None:
    _people(60)
    page = client.get(PEOPLE).content.decode()
    assert "More than 23 users" in page
    assert "Page 1 of" not in page
    found = client.get(PEOPLE, {"is_active": "true"}).content.decode()
    assert "There are more than 23 matches" in found


def test_a_short_list_says_how_much_there_is(client: Client) -> None:
    count = len(_people(19))
    page = client.get(PEOPLE).content.decode()
    assert f"{count} users" in page
    assert "Page 1 of 1" in page
    assert (
        f"There are {count} matches" in client.get(PEOPLE, {"is_active": "true"}).content.decode()
    )


def test_every_page_is_reached_by_going_on() -> None:
    people = _people(20)
    seen, number = [], 1
    while True:
        leaf = _paginator(str(number)).get_page(str(number))
        seen += list(leaf)
        if not leaf.has_next():
            break
        number = leaf.next_page_number()
    assert seen == people


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        ("1", [1, 2, "…"]),
        ("3", [1, 2, 3, 4, "…"]),
        ("7", [1, "…", 5, 6, 7, 8, "…"]),
        ("11", [1, "…", 8, 9, 10, 11]),
    ],
)
def test_the_last_page_is_offered_where_it_is_known(page: str, numbers: list[Any]) -> None:
    _people(40)
    assert _paginator(page).get_elided_page_range(page) == numbers


@pytest.mark.parametrize("page", ["x", "0", "-1", "9" * 30, "٣", ""])
def test_nonsense_is_no_page_far_away(client: Client, page: str) -> None:
    assert client.get(PEOPLE, {"p": page}).status_code == 200
