"""However much strangers bring into the cache, what guards an account stays until its time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client

from fanmankind import environment
from fanmankind.edge import resilient_cache
from fanmankind.edge.resilient_cache import ResilientRedisCache, forget_expired
from tests.accounts.people import PASSWORD, make_person
from tests.served import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["db://cache", "locmem://"])
def cache(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(resilient_cache, "_resting", {})
    call_command("createcachetable", "cache", verbosity=0)  # the tests' own cache may be Redis
    settings.CACHES = {**settings.CACHES, "default": environment.cache(request.param)}
    found = caches.create_connection("default")
    found.clear()
    monkeypatch.setattr(caches._connections, "default", found, raising=False)
    return found


def test_a_thousand_other_keys_leave_what_was_there(cache: Any) -> None:
    cache.set("aaa", "the first to be culled by name", 300)
    for number in range(1000):
        cache.set(f"stranger-{number}", number, 300)
    assert cache.get("aaa") == "the first to be culled by name"
    assert cache.get("stranger-0") == 0


def test_the_limit_of_guesses_at_an_address_survives_them(cache: Any) -> None:
    user = make_person()
    for _ in range(5):
        Client().post("/accounts/login/", {"login": user.email, "password": "wrong"})
    for number in range(1000):
        cache.set(f"stranger-{number}", number, 300)
    page = Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert "Too many wrong passwords" in page.content.decode()


def test_a_process_on_its_own_has_as_much_room() -> None:
    alone = ResilientRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})
    alone.set("aaa", 1)
    for number in range(1000):
        alone.set(f"stranger-{number}", number)
    assert alone.get("aaa") == 1


@pytest.mark.parametrize("cache", ["db://cache"], indirect=True)
def test_what_has_expired_is_taken_out_of_the_table(cache: Any) -> None:
    cache.set("old", 1, -10)
    cache.set("new", 1, 300)
    assert forget_expired() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:new"]
    assert forget_expired() == 0


def test_the_mail_worker_does_so_each_minute(settings: Any) -> None:
    assert "fanmankind.edge.resilient_cache.forget_expired" in settings.MORE_CHORES
