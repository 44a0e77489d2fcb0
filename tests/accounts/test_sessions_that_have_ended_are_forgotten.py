"""Sessions that ran out go, and so do the lines of what has ended, a batch at a time."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from accounts import chores

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _from_the_first() -> None:
    cache.delete(chores.LINES_SEEN)


def _session(key: str, *, ends: int | None, seen: int = 5) -> None:
    """A line in somebody's list, last seen some hours ago, and its session, if there is one."""
    now = timezone.now()
    user, _ = get_user_model().objects.get_or_create(email="ana@reader.example")
    line = UserSession.objects.create(user=user, ip="192.0.2.1", session_key=key)
    UserSession.objects.filter(pk=line.pk).update(last_seen_at=now - timedelta(hours=seen))
    if ends is not None:
        Session.objects.create(
            session_key=key, session_data="x", expire_date=now + timedelta(hours=ends)
        )


def _left() -> list[str]:
    return sorted(UserSession.objects.values_list("session_key", flat=True))


def test_what_ran_out_goes_with_its_line() -> None:
    _session("over", ends=-1, seen=0)
    _session("alive", ends=1)
    chores.forget_sessions()
    assert _left() == ["alive"]
    assert list(Session.objects.values_list("pk", flat=True)) == ["alive"]


def test_a_line_without_a_session_goes_once_it_has_settled() -> None:
    _session("ended", ends=None)
    _session("just begun", ends=None, seen=0)
    chores.forget_sessions()
    assert _left() == ["just begun"]


def test_each_run_goes_on_where_the_last_one_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "LINES", 2)
    for number in range(4):
        _session(f"alive-{number}", ends=1)
    _session("ended", ends=None)
    chores.forget_sessions()
    chores.forget_sessions()
    assert "ended" in _left()
    chores.forget_sessions()
    assert "ended" not in _left()
    _session("ended later", ends=None)
    UserSession.objects.filter(session_key="alive-0").update(session_key="ended first")
    chores.forget_sessions()
    assert "ended first" not in _left()


def test_no_run_takes_more_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "BATCH", 2)
    for number in range(3):
        _session(f"over-{number}", ends=-1)
    chores.forget_sessions()
    assert Session.objects.count() == 1
