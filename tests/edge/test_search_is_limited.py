"""A network that asks too often is told when to come back; others notice nothing."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from fanmankind.edge import limits
from tests.factories import make_show

pytestmark = pytest.mark.django_db
AT = "2026-11-25T12:00:10Z"


@pytest.fixture(autouse=True)
def _tight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMITS", {"search": 3, "search-suggestions": 2})
    make_show()


def statuses(path: str, times: int, network: str = "192.0.2.1") -> list[int]:
    """What a network is answered, asking so often."""
    visitor = Client(REMOTE_ADDR=network)
    return [visitor.get(path).status_code for _ in range(times)]


@time_machine.travel(AT, tick=False)
def test_after_so_many() -> None:
    assert statuses("/search/?q=a", 5) == [200, 200, 200, 429, 429]
    assert statuses("/search/suggest.json?q=ab", 3) == [200, 200, 429]
    assert statuses("/search/?q=a", 1, "192.0.2.2") == [200]


def test_it_is_over_with_the_minute() -> None:
    with time_machine.travel(AT, tick=False) as clock:
        assert statuses("/search/", 4)[-1] == 429
        clock.shift(50)
        assert statuses("/search/", 1) == [200]


@time_machine.travel(AT, tick=False)
def test_the_refusal_is_designed_and_kept_by_nobody() -> None:
    statuses("/search/", 3)
    answer = Client(REMOTE_ADDR="192.0.2.1").get("/search/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "50"
    assert answer["Cache-Control"] == "no-store"
    assert "Too many requests came from your network" in answer.content.decode()
    assert not answer.cookies


@time_machine.travel(AT, tick=False)
def test_another_spelling_and_another_query_count_alike() -> None:
    visitor = Client(REMOTE_ADDR="192.0.2.1")
    asked = ["/search/?q=A", "/search/?x=1", "/search/?q=b&page=9", "/search/?q=c"]
    assert [visitor.get(path).status_code for path in asked] == [302, 302, 404, 429]


@time_machine.travel(AT, tick=False)
def test_a_customer_of_ipv6_is_one_network() -> None:
    first = [statuses("/search/", 1, f"2001:db8:1:2::{n}")[0] for n in range(1, 5)]
    assert first == [200, 200, 200, 429]
    assert statuses("/search/", 1, "2001:db8:1:3::1") == [200]


@time_machine.travel(AT, tick=False)
def test_other_pages_are_not_counted() -> None:
    assert statuses("/", 6) == [200] * 6


def test_an_address_that_is_none_is_limited_too() -> None:
    with time_machine.travel(AT, tick=False):
        assert statuses("/search/", 4, "nonsense")[-1] == 429
