"""``/readyz`` says yes or no to everybody, and why to whoever shows the token."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.outbox import OutboxMail
from accounts.provider_checks import Finding
from fanmankind.operating import queues, readiness, state
from tests.operating.doors import TOKEN, ask

BROKEN = [Finding("database", False, "does not answer: see DATABASE_URL.")]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> readiness.Readiness:
    fresh = readiness.Readiness()
    monkeypatch.setattr(readiness, "readiness", fresh)
    return fresh


@pytest.mark.parametrize(("found", "status"), [(BROKEN, 503), ([Finding("a", True, "")], 200)])
def test_strangers_learn_nothing_but_whether(known, monkeypatch, settings, found, status) -> None:
    settings.OPERATOR_TOKEN = TOKEN
    monkeypatch.setattr(state, "findings", lambda: found)
    for said in ({}, {"HTTP_AUTHORIZATION": "Bearer wrong"}, {"HTTP_AUTHORIZATION": "Bearer "}):
        answer = ask("/readyz", **said)
        assert answer.code == status
        assert answer.body in {b"ready\n", b"not ready\n"}


def test_the_operator_learns_what_is_wrong(known, monkeypatch, settings) -> None:
    settings.OPERATOR_TOKEN = TOKEN
    monkeypatch.setattr(state, "findings", lambda: BROKEN)
    told = json.loads(ask("/readyz", HTTP_AUTHORIZATION=f"Bearer {TOKEN}").body)
    assert told["ready"] is False
    assert "DATABASE_URL" in told["parts"]["database"]
    assert told["asked"] == {"by": "127.0.0.1", "over": "http"}


def test_without_a_token_nobody_is_the_operator(known, monkeypatch, settings) -> None:
    settings.OPERATOR_TOKEN = ""
    monkeypatch.setattr(state, "findings", lambda: BROKEN)
    for said in ("Bearer ", "Bearer", ""):
        assert ask("/readyz", HTTP_AUTHORIZATION=said).body == b"not ready\n"


def test_a_part_that_hangs_holds_one_request_and_not_for_long(known, monkeypatch) -> None:
    begun, free = threading.Event(), threading.Event()
    monkeypatch.setattr(known._company, "patience", 1.0)

    def hang() -> list[Finding]:
        begun.set()
        free.wait(5)
        return []

    monkeypatch.setattr(state, "findings", hang)
    looking = threading.Thread(target=known.findings)
    looking.start()
    try:
        assert begun.wait(3)
        assert known.findings()[0].works is False
        assert looking.is_alive()  # nobody waited for the other one
        looking.join(3)
        assert not looking.is_alive()
        assert "hangs" in known.findings()[0].words
    finally:
        free.set()


def test_many_who_ask_are_one_question(known, monkeypatch) -> None:
    asked = Mock(return_value=[])
    monkeypatch.setattr(state, "findings", asked)
    for _ in range(20):
        known.findings()
    asked.assert_called_once()


@pytest.mark.django_db
def test_all_parts_of_a_whole_site_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "pending_migrations", list)  # tests make tables without them
    found = {finding.name: finding for finding in state.findings()}
    assert set(found) == {"database", "cache", "migrations", "queues", "storage"}
    assert [finding.words for finding in found.values() if not finding.works] == []
    assert queues.tasks().waiting == 0  # nor was one left by what made the database


@pytest.mark.django_db
def test_a_database_that_is_gone_is_all_that_is_told_of_it(monkeypatch) -> None:
    def gone() -> None:
        raise OperationalError

    monkeypatch.setattr(connections["default"], "cursor", gone)
    found = {finding.name: finding for finding in state.findings()}
    assert "DATABASE_URL" in found["database"].words
    assert not {"migrations", "queues"} & set(found)


def test_a_migration_that_waits_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: {})
    pending = state.pending_migrations()
    assert "accounts.0001_initial" in pending
    assert f"{len(pending)} wait" in state.migrations()
    names = {tuple(name.split(".")): None for name in pending}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: names)
    assert state.migrations() == ""


def test_a_cache_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(LocMemCache):
        def get(self, key, *args, **kwargs):
            return None

    monkeypatch.setattr(state, "caches", {"default": Forgetful("forgetful", {})})
    assert "full" in state.cache()


def test_a_folder_that_cannot_be_written_is_found(settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "file" / "media")
    assert settings.MEDIA_ROOT in state.storage()


def test_nothing_is_left_in_the_storage(settings) -> None:
    assert state.storage() == ""
    assert list(Path(settings.MEDIA_ROOT).iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "bulk", "is_late"), [(4, False, False), (6, False, True), (60, True, False)]
)
def test_mail_that_nobody_delivers_is_told(minutes: int, bulk: bool, is_late: bool) -> None:
    due = timezone.now() - timedelta(minutes=minutes)
    OutboxMail.objects.create(to="a@b.example", purpose="test", due_at=due, bulk=bulk)
    assert ("deliver_mail" in state.waiting()) is is_late
