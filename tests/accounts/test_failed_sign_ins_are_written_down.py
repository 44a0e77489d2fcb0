"""A failed sign-in is an event of its owner's; from outside every address looks the same."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import failures
from accounts.models import SecurityEvent, SignInFailure, User
from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _failures(user: User | None = None) -> list[str]:
    found = SecurityEvent.objects.filter(kind="sign-in-failed")
    return list((found.filter(user=user) if user else found).values_list("detail", flat=True))


def _try(email: str, client: Client | None = None) -> Any:
    fields = {"login": email, "password": "not the right one"}
    return (client or Client()).post("/accounts/login/", fields)


def test_a_wrong_password_is_the_owners_event_with_time_and_device() -> None:
    user = make_person()
    _try(user.email.upper(), Client(headers={"user-agent": FIREFOX}))
    before = timezone.now()
    with time_machine.travel(before + timedelta(minutes=1), tick=False):
        assert failures.sort_out() == 1
    event = SecurityEvent.objects.get(user=user, kind="sign-in-failed")
    assert event.at <= before
    assert (event.detail, event.device, event.network) == ("password", FIREFOX, "127.0.0.0/24")


@pytest.mark.parametrize("email", ["nobody@reader.example", "x" * 300 + "@reader.example"])
def test_nobodys_address_is_forgotten(email: str) -> None:
    assert _try(email).status_code == 200
    failures.sort_out()
    assert not SignInFailure.objects.exists()
    assert not _failures()


def _seen(email: str) -> tuple[Any, ...]:
    client = Client()
    client.get("/accounts/login/")
    with CaptureQueriesContext(connection) as queries:
        answer = _try(email, client)
    asked = [query["sql"] for query in queries.captured_queries]
    writes = [sql.split(" (")[0] for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    return answer.status_code, [sql for sql in writes if '"cache"' not in sql]


def test_known_and_unknown_addresses_cost_the_same() -> None:
    user, shut_out = make_person("anna@reader.example"), make_person(is_active=False)
    unknown = _seen("nobody@reader.example")
    assert unknown == (200, ['INSERT INTO "accounts_signinfailure"'])
    assert _seen(user.email) == unknown
    assert _seen(shut_out.email) == unknown


def test_a_wrong_mailed_code_is_too_and_costs_the_same() -> None:
    user = make_person()
    for email in (user.email, "nobody@reader.example"):
        client = Client()
        client.post("/accounts/login/code/", {"email": email})
        client.post("/accounts/login/code/confirm/", {"code": "WRON-GONE"})
    assert SignInFailure.objects.filter(how="mailed code").count() == 2
    failures.sort_out()
    assert _failures() == _failures(user) == ["mailed code"]


def test_a_wrong_code_of_a_factor_is_too() -> None:
    user, client = make_person(), Client()
    TOTP.activate(user, generate_totp_secret())
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert _failures(user) == ["totp"]
    sign_in(client, user)
    client.post("/accounts/2fa/reauthenticate/", {"code": "000000"})
    assert set(_failures(user)) == {"totp", "fresh proof, totp"}


def test_a_right_password_is_no_failure() -> None:
    user = make_person()
    Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert not SignInFailure.objects.exists()


def test_new_recovery_codes_are_written_down(django_capture_on_commit_callbacks: Any) -> None:
    user, client, secret = make_person(), Client(), generate_totp_secret()
    TOTP.activate(user, secret)
    sign_in(client, user)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/2fa/reauthenticate/", {"code": code})
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/recovery-codes/generate/")
    assert SecurityEvent.objects.filter(user=user, kind="codes-renewed").exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_refused_passkey_is_the_owners_event_and_costs_the_same(
    monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    user = make_person()
    refused = ValidationError("This key was not accepted.")

    def whose(credential: Any) -> User:
        if not known:
            raise refused
        return user

    monkeypatch.setattr(auth, "parse_authentication_response", lambda credential: None)
    monkeypatch.setattr(auth, "extract_user_from_response", whose)
    monkeypatch.setattr(auth, "complete_authentication", Mock(side_effect=refused))
    Client().post("/accounts/2fa/webauthn/login/", {"credential": '{"id": "key"}'})
    assert SignInFailure.objects.filter(how="passkey").count() == 1
    failures.sort_out()
    assert _failures() == _failures(user) == (["passkey"] if known else [])


def test_a_refused_key_as_second_factor_is_too() -> None:
    user, client = make_person(), Client()
    TOTP.activate(user, generate_totp_secret())
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    answer = client.post("/accounts/2fa/authenticate/", {"credential": '{"id": "key"}'})
    assert answer.status_code == 200
    assert _failures(user) == ["passkey"]
