"""``manage.py doctor``: a line for each part, what to do where one is broken, and a status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from django.core.management import CommandError, call_command
from django.tasks import TaskResultStatus
from django.utils import timezone

from accounts.provider_checks import Finding
from articles import turns
from articles.schedule import keep_schedule
from fanmankind import storing
from fanmankind.edge import static_storage
from fanmankind.operating import doctor, queues, state

FINE = Finding("part", True, "works.")


class Said:
    """An answer of the site."""

    def __init__(self, status: int = 200, **asked: str) -> None:
        self.status_code, self.asked = status, asked
        self.headers: dict[str, str] = {}

    def json(self) -> Any:
        if not self.asked:
            raise ValueError("no JSON")
        return {"asked": self.asked}


def told(*options: str) -> str:
    out = StringIO()
    call_command("doctor", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "here", lambda: [FINE])


@pytest.mark.usefixtures("_elsewhere")
def test_all_well_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    off = Finding("mail", None, "is off.")
    monkeypatch.setattr(doctor, "elsewhere", lambda: [off])
    assert told().splitlines() == ["works  part works.", "off    mail is off."]


@pytest.mark.usefixtures("_elsewhere")
def test_something_wrong_ends_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "elsewhere", lambda: [Finding("mail", False, "is lost.")])
    with pytest.raises(CommandError, match="mail"):
        told()


@pytest.mark.usefixtures("_elsewhere")
def test_here_asks_nobody_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "elsewhere", lambda: pytest.fail("It asked."))
    assert told("--here") == "works  part works.\n"


@pytest.mark.parametrize(
    "parts",
    [
        [Finding("database", False, "")],
        [Finding("database", True, ""), Finding("migrations", False, "")],
    ],
)
def test_a_broken_database_is_not_asked_further(monkeypatch, parts) -> None:
    monkeypatch.setattr(state, "findings", lambda: parts)
    monkeypatch.setattr(doctor, "mail_worker", lambda: pytest.fail("It asked."))
    assert parts[-1] in doctor.here()


def test_a_look_that_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def disk() -> Finding:
        raise OSError("no such thing")

    monkeypatch.setattr(state, "findings", list)
    monkeypatch.setattr(doctor, "disk", disk)
    [found] = [finding for finding in doctor.here() if finding.name == "disk"]
    assert (found.works, "no such thing" in found.words) == (False, True)


@pytest.mark.django_db
def test_an_unsafe_setting_names_its_variable(settings, monkeypatch) -> None:
    assert doctor.environment().works
    settings.IS_LOCAL = False
    monkeypatch.delenv("EMAIL_URL", raising=False)
    found = doctor.environment()
    assert found.works is False
    assert "Set EMAIL_URL" in found.words


def test_files_that_were_not_collected_are_missed(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    assert "collectstatic" in doctor.static_files().words
    (tmp_path / "staticfiles.json").write_text("{}")  # another release's
    assert "collectstatic" in doctor.static_files().words
    static_storage.manifest().write_text("{}")
    assert doctor.static_files().works


def test_a_full_disk_is_told(settings, monkeypatch, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    assert "give it more" in doctor.disk().words
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**12))
    assert doctor.disk().works
    monkeypatch.setattr(doctor, "os", SimpleNamespace(statvfs=_no_more_files))
    assert "no more files" in doctor.disk().words


def _no_more_files(place: Path) -> SimpleNamespace:
    return SimpleNamespace(f_files=10_000, f_favail=3)


def test_a_folder_that_is_not_there_is_told(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "none"
    assert "DATA_DIR" in doctor.disk().words


def test_private_files_that_cannot_be_kept_are_told(settings, tmp_path: Path) -> None:
    assert doctor.private_files().works
    assert list((tmp_path / "imports").iterdir()) == []  # what it tried is gone again
    (tmp_path / "file").write_text("")
    kept = storing.private(tmp_path / "file" / "imports")
    settings.STORAGES = {**settings.STORAGES, "imports": kept}
    found = doctor.private_files()
    assert found.works is False
    assert str(tmp_path / "file" / "imports") in found.words


@pytest.mark.django_db
def test_a_mail_worker_is_missed_after_a_while() -> None:
    assert "deliver_mail" in doctor.mail_worker().words
    queues.note_mail_worker()
    assert doctor.mail_worker().works
    turns.Turn.objects.update(next_at=timezone.now() - timedelta(minutes=9))
    found = doctor.mail_worker()
    assert found.works is False
    assert "minutes ago" in found.words


@pytest.mark.django_db
def test_a_task_worker_is_missed_after_a_while(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert doctor.task_worker().works is None
    from django_tasks_db.models import DBTaskResult

    keep_schedule.using(run_after=timezone.now() - timedelta(seconds=30)).enqueue()
    assert doctor.task_worker().works is None  # asked for, and nobody was seen to do anything
    DBTaskResult.objects.update(started_at=timezone.now(), status=TaskResultStatus.SUCCESSFUL)
    keep_schedule.using(run_after=timezone.now() + timedelta(seconds=30)).enqueue()
    assert doctor.task_worker().works
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(minutes=5))
    assert "db_worker" in doctor.task_worker().words


@pytest.mark.parametrize(("seconds", "works"), [(3, True), (-3, True), (300, False), (-300, False)])
def test_a_clock_that_is_off_is_told(settings, monkeypatch, seconds: int, works: bool) -> None:
    settings.RECAPTCHA = SimpleNamespace(site_key="key", verify_url="https://a.example/verify")
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    monkeypatch.setattr(requests, "head", lambda *_, **__: SimpleNamespace(headers={"Date": date}))
    found = doctor.clock()
    assert found.works is works
    assert works or "time service" in found.words


def test_a_site_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(requests, "get", fail)
    [found] = doctor.site()
    assert "SITE_URL" in found.words


@pytest.mark.parametrize(
    ("said", "words", "works"),
    [
        (Said(by="203.0.113.7", over="https"), "203.0.113.7", True),
        (Said(by=doctor.STRANGER, over="https"), "TRUSTED_PROXIES", False),
        (Said(by="203.0.113.7", over="http"), "BEHIND_TLS_PROXY", False),
        (Said(), "OPERATOR_TOKEN", None),
    ],
)
def test_wrong_proxies_are_told(settings, said: Said, words: str, works: bool | None) -> None:
    settings.SITE_URL = "https://a.example"
    found = doctor.proxies(said)
    assert found.works is works
    assert words in found.words


@pytest.mark.parametrize(("status", "works"), [(200, True), (503, False), (404, False)])
def test_what_the_site_answers_counts(monkeypatch, status: int, works: bool) -> None:
    monkeypatch.setattr(requests, "get", lambda *_, **__: Said(status))
    assert next(doctor.site()).works is works


def test_https_that_browsers_are_not_told_of_is_wrong(settings, monkeypatch) -> None:
    settings.IS_HTTPS = True
    page = Said()
    monkeypatch.setattr(requests, "get", lambda *_, **__: page)
    assert doctor.https().works is False
    page.headers["Strict-Transport-Security"] = "max-age=31536000"
    assert doctor.https().works


@pytest.mark.parametrize(("policy", "works"), [("noeviction", True), ("allkeys-lru", False)])
def test_a_cache_that_drops_entries_is_told(monkeypatch, policy, works) -> None:
    import redis

    place = {"default": {"LOCATION": "redis://127.0.0.1:6379/0"}}
    monkeypatch.setattr(doctor, "settings", SimpleNamespace(CACHES=place))
    said = {"maxmemory": "1000", "maxmemory-policy": policy}
    monkeypatch.setattr(redis.Redis, "config_get", lambda *_: said)
    found = doctor.eviction()
    assert found.works is works
    assert works or "noeviction" in found.words
