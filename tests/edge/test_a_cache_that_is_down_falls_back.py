"""With Redis gone every process counts for itself, and nothing answers 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from fanmankind.edge.resilient_cache import ResilientRedisCache
from tests.accounts.people import PASSWORD, make_person
from tests.served import free_port


@pytest.fixture
def broken() -> ResilientRedisCache:
    return ResilientRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_every_operation_goes_on(broken: ResilientRedisCache) -> None:
    broken.set("a", 1)
    assert broken.add("a", 2) is False
    assert broken.get("a") == 1
    assert broken.incr("a") == 2
    assert broken.set_many({"b": 3}) == []
    assert broken.get_many(["a", "b", "c"]) == {"a": 2, "b": 3}
    assert broken.has_key("a")
    assert broken.touch("a", 60)
    assert broken.delete("a")
    broken.delete_many(["b"])
    assert broken.get("b", "none") == "none"
    broken.clear()


def test_after_a_failure_it_is_left_in_peace_for_a_while(
    broken: ResilientRedisCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.set("a", 1)
    asked: list[str] = []
    monkeypatch.setattr(broken.primary, "get", asked.append)
    assert broken.get("a") == 1
    assert asked == []


def test_a_callers_mistake_stays_a_mistake(broken: ResilientRedisCache) -> None:
    with pytest.raises(ValueError, match="not found"):
        broken.incr("nothing")


@pytest.mark.django_db
def test_signing_in_still_works_and_guesses_are_still_limited(
    broken: ResilientRedisCache, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(caches._connections, "default", broken, raising=False)
    user = make_person()
    pages = [
        Client().post("/accounts/login/", {"login": user.email, "password": "wrong"})
        for _ in range(6)
    ]
    assert [page.status_code for page in pages] == [200] * 6
    assert "Too many wrong passwords" in pages[-1].content.decode()
    other = make_person()
    answer = Client().post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    assert answer.status_code == 302
