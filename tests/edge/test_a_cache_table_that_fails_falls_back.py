"""With its table missing or the database locked every process counts for itself: no 500."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client

from accounts.models import User
from fanmankind.edge import resilient_cache
from fanmankind.edge.resilient_cache import ResilientDatabaseCache
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

LOCKED = "locked"
TABLE = (
    "CREATE TABLE held (cache_key varchar(255) PRIMARY KEY, value text, expires datetime);"
    "PRAGMA journal_mode=WAL;"
)


class _Router:
    def db_for_read(self, model: Any, **_: Any) -> str | None:
        return LOCKED if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read


def _use(cache: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(caches._connections, "default", cache, raising=False)
    return cache


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> ResilientDatabaseCache:
    return _use(ResilientDatabaseCache(f"none_{uuid4().hex}", {}), monkeypatch)


@pytest.fixture
def locked(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A database of its own for the cache, which somebody else is writing to."""
    monkeypatch.setattr(resilient_cache, "LOCKED_FOR", 0.05)
    monkeypatch.setattr(resilient_cache, "_resting", {})
    settings.DATABASE_ROUTERS = [_Router()]
    file = tmp_path / "cache.sqlite3"
    connections.settings[LOCKED] = {
        **connections.settings["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
    }
    writer = sqlite3.connect(file, isolation_level=None)
    writer.executescript(TABLE)
    writer.execute("BEGIN IMMEDIATE")
    yield _use(ResilientDatabaseCache("held", {}), monkeypatch)
    writer.close()
    connections[LOCKED].close()
    del connections[LOCKED]
    del connections.settings[LOCKED]


@pytest.fixture(params=["missing", "locked"])
def broken(request: pytest.FixtureRequest) -> ResilientDatabaseCache:
    return request.getfixturevalue(request.param)


def test_every_operation_goes_on(broken: ResilientDatabaseCache) -> None:
    broken.set("a", 1)
    assert broken.add("a", 2) is False
    assert broken.add("new", 1) is True
    assert broken.get("a") == 1
    assert broken.incr("a") == 2
    assert broken.get_many(["a", "b"]) == {"a": 2}
    assert broken.has_key("a")
    assert broken.touch("a", 60)
    assert broken.delete("a")
    broken.delete_many(["new"])
    broken.clear()
    assert broken.get("new", "none") == "none"


def test_a_transaction_around_it_goes_on(missing: ResilientDatabaseCache) -> None:
    with transaction.atomic():
        missing.get("a")
        assert User.objects.count() == 0


@pytest.mark.parametrize("path", ["login", "signup"])
def test_signing_in_and_joining_go_on(broken: ResilientDatabaseCache, path: str) -> None:
    user = make_person()
    fields = {"login": user.email, "password": PASSWORD}
    if path == "signup":
        fields = {"email": "new@reader.example", "password1": PASSWORD}
    assert Client().post(f"/accounts/{path}/", fields).status_code == 302


def test_guesses_are_still_limited(broken: ResilientDatabaseCache) -> None:
    user = make_person()
    pages = [
        Client().post("/accounts/login/", {"login": user.email, "password": "wrong"})
        for _ in range(6)
    ]
    assert [page.status_code for page in pages] == [200] * 6
    assert "Too many wrong passwords" in pages[-1].content.decode()


def test_it_is_logged_once(
    broken: ResilientDatabaseCache,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(resilient_cache, "REST", 0.0)
    with caplog.at_level(logging.WARNING, resilient_cache.__name__):
        for _ in range(5):
            broken.set("a", 1)
    assert len(caplog.records) == 1


def test_it_is_asked_again_later(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    call_command("createcachetable", "cache", verbosity=0)  # the tests' own cache may be Redis
    monkeypatch.setattr(resilient_cache, "_resting", {"cache": 0.0})
    working = ResilientDatabaseCache("cache", {})
    with caplog.at_level(logging.WARNING, resilient_cache.__name__):
        working.set("a", 1)
        assert working.get("a") == 1
    assert [record.message for record in caplog.records] == ["The cache answers again."]
