"""What Sentry is told, where it is told anything: what broke, and nothing of who was there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from fanmankind.operating import sentry

DSN = "http://key@localhost:1/1"
PERSON, ADDRESS = "somebody@example.org", "203.0.113.7"


class Caught(Transport):
    """Keeps what would be sent."""

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.envelopes: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Iterator[Caught]:
    transport, given = Caught(), sentry_sdk.init
    monkeypatch.setenv("SENTRY_DSN", DSN)
    monkeypatch.setattr(
        sentry_sdk, "init",
        lambda dsn, **more: given(
            dsn, transport=transport, auto_enabling_integrations=False,
            default_integrations=False, **more,
        ),
    )  # fmt: skip
    sentry.start()
    yield transport
    given("")  # nobody is told any more, whatever the environment says


def test_nothing_begins_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SENTRY_DSN", raising=False)
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    sentry.start()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENTRY_DSN", DSN)
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-sentry\.txt"):
        sentry.start()


def test_an_error_is_told_without_whom_it_met(caught: Caught) -> None:
    password = "hunter2-in-a-variable"[::-1]
    sentry_sdk.set_user({"email": PERSON, "ip_address": ADDRESS})
    sentry_sdk.add_breadcrumb(message=f"signed in {PERSON}")
    with pytest.raises(ValueError, match="exists") as error:
        _break(password)
    sentry_sdk.capture_exception(error.value)
    [envelope] = caught.envelopes
    told = json.dumps(envelope.items[0].payload.json)
    assert "ValueError" in told
    for secret in (PERSON, password, ADDRESS):
        assert secret not in told


def test_of_a_request_only_its_page_is_told() -> None:
    event = sentry.without_people(
        {
            "request": {
                "url": "https://site.example/accounts/data/secret/?code=1", "method": "GET",
                "headers": {"Cookie": "sessionid=1"}, "cookies": {"sessionid": "1"},
                "data": {"password": "hunter2"}, "env": {"REMOTE_ADDR": "203.0.113.7"},
                "query_string": "code=1",
            },
            "logentry": {"message": "No mail to %s", "params": (PERSON,)},
        },
        {},
    )  # fmt: skip
    assert event["request"] == {"url": "https://site.example/accounts/data/…/", "method": "GET"}
    assert event["logentry"]["params"] == ["…"]


def _break(password: str) -> None:
    raise ValueError(f"Key (email)=({PERSON}) exists; {len(password)}")


def test_what_strangers_sent_and_was_refused_is_not_told() -> None:
    assert sentry.without_people({"logger": "django.security.DisallowedHost"}, {}) is None
    assert sentry.without_people({"logger": "django.request"}, {})
