"""A session ends when it was unused for too long, and in any case after a while."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import User
from fanmankind.edge import session_limits
from fanmankind.edge.session_limits import DAY, HOUR
from tests.accounts.people import PASSWORD, make_person
from tests.prepared import ROOT

pytestmark = pytest.mark.django_db


class Clock:
    """What the limits take for the time."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(session_limits, "now", made)
    return made


def _signed_in(**fields: Any) -> tuple[Client, User]:
    user, client = make_person(**fields), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client, user


def _is_in(client: Client) -> bool:
    return bool(client.get("/reading/me.json").json()["signed_in"])


def test_a_reader_who_comes_back_stays(clock: Clock) -> None:
    reader, _ = _signed_in()
    for _ in range(4):
        clock.time += 20 * DAY
        assert _is_in(reader)


def test_reading_is_use_that_the_list_of_sessions_shows(clock: Clock) -> None:
    reader, _ = _signed_in()
    UserSession.objects.update(last_seen_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert _is_in(reader)
    assert UserSession.objects.get().last_seen_at.month == 1  # not with every page
    clock.time += HOUR
    assert _is_in(reader)
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)


def test_a_reader_who_stays_away_is_signed_out(clock: Clock) -> None:
    reader, _ = _signed_in()
    clock.time += 30 * DAY + 1
    assert not _is_in(reader)


def test_a_reader_is_asked_again_after_ninety_days_whatever_they_do(clock: Clock) -> None:
    reader, _ = _signed_in()
    for _ in range(9):
        clock.time += 10 * DAY
        assert _is_in(reader)
    clock.time += 1
    assert not _is_in(reader)


def test_use_is_what_keeps_the_stored_session(clock: Clock) -> None:
    reader, _ = _signed_in()
    clock.time += HOUR
    assert "sessionid" in reader.get("/accounts/profile/").cookies
    assert "sessionid" not in reader.get("/accounts/profile/").cookies


@pytest.mark.parametrize("path", ["/accounts/profile/", "/cms/", "/cms/pages/"])
def test_the_newsroom_unused_for_twelve_hours(clock: Clock, path: str) -> None:
    editor, _ = _signed_in(is_superuser=True)
    assert editor.get("/cms/").status_code == 200
    clock.time += 12 * HOUR + 1
    answer = editor.get(path)
    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert not _is_in(editor)


def test_the_newsroom_after_seven_days_of_use(clock: Clock) -> None:
    editor, _ = _signed_in(is_superuser=True)
    for _ in range(14):
        assert editor.get("/cms/").status_code == 200
        clock.time += 12 * HOUR
    assert editor.get("/cms/").status_code == 200
    clock.time += 1
    assert editor.get("/cms/").status_code == 302


def test_a_readers_session_does_not_lengthen_the_newsrooms(clock: Clock) -> None:
    editor, _ = _signed_in(is_superuser=True)
    for _ in range(8):
        clock.time += DAY
        assert _is_in(editor)
    assert editor.get("/cms/").status_code == 302


def test_what_an_open_editor_asks_by_itself_is_no_use(clock: Clock) -> None:
    editor, _ = _signed_in(is_superuser=True)
    editor.get("/cms/")
    clock.time += 11 * HOUR
    editor.post("/cms/editing-sessions/ping/articles/article/1/1/")
    clock.time += 2 * HOUR
    assert not _is_in(editor)


def test_signing_in_begins_anew(clock: Clock) -> None:
    reader, user = _signed_in()
    clock.time += 31 * DAY
    assert not _is_in(reader)
    reader.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    clock.time += 29 * DAY
    assert _is_in(reader)


def test_the_session_is_gone_on_our_side_too(clock: Clock) -> None:
    reader, _ = _signed_in()
    kept = reader.cookies["sessionid"].value
    clock.time += 31 * DAY
    assert not _is_in(reader)
    clock.time -= 31 * DAY
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not _is_in(thief)


def test_the_hint_for_public_pages_goes_with_it(clock: Clock) -> None:
    reader, _ = _signed_in()
    assert reader.cookies["signed_in"].value.startswith("1.")
    clock.time += 31 * DAY
    reader.get("/reading/me.json")
    assert reader.cookies["signed_in"].value == "0"


def test_signing_out_takes_the_hint_away(clock: Clock) -> None:
    reader, _ = _signed_in()
    reader.post("/accounts/logout/")
    assert reader.cookies["signed_in"].value == ""


PROGRAM = """
import django
from django.conf import settings
django.setup()
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

def page(request):
    get_token(request)
    return HttpResponse()

answer = CsrfViewMiddleware(page)(RequestFactory().get("/"))
print(answer.cookies.output(header=""))
print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_PATH,
      settings.SESSION_COOKIE_DOMAIN, settings.SESSION_COOKIE_HTTPONLY)
"""


def test_over_https_the_cookies_are_this_hosts_alone(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATA_DIR": str(tmp_path), "SITE_URL": "https://fanmankind.test", "CACHE_URL": "locmem://",
        "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    *cookies, session = done.stdout.strip().splitlines()
    assert session == "__Host-sessionid True / None True", done.stderr
    jar: SimpleCookie = SimpleCookie("\n".join(cookies))
    morsel = jar["__Host-csrftoken"]
    assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")
