"""A migration waits a second for a lock, gives way, and tries again; other errors are told."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from fanmankind.management.commands import migrate

DJANGOS = migrate.Command.__bases__[0]

pytestmark = pytest.mark.django_db(transaction=True)


class _Refused(Exception):
    def __init__(self, code: str) -> None:
        self.sqlstate = code


def _refusing(times: int, code: str, seen: list[str]) -> Any:
    def handle(*_: Any, **__: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            seen.append(cursor.fetchone()[0])
        if len(seen) <= times:
            raise OperationalError("refused") from _Refused(code)

    return handle


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "PAUSE", 0)


def test_it_tries_again_and_limits_each_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(DJANGOS, "handle", _refusing(2, "55P03", seen))
    call_command("migrate", verbosity=0)
    assert seen == ["1s"] * 3
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "0"


@pytest.mark.parametrize(("times", "code"), [(1, "57014"), (99, "55P03")])
def test_it_gives_up_in_the_end_and_at_another_error(
    monkeypatch: pytest.MonkeyPatch, times: int, code: str
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(migrate, "TRIES", 3)
    monkeypatch.setattr(DJANGOS, "handle", _refusing(times, code, seen))
    with pytest.raises(OperationalError):
        call_command("migrate", verbosity=0)
    assert len(seen) == (1 if code == "57014" else 3)
    with suppress(OperationalError):
        connection.ensure_connection()
