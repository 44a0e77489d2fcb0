"""Whoever has done one step of signing in does not do the next after a new password."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models import User
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person, sign_in
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

NEW = "marble-kettle-ferry-cloud"
FACTOR, CODE = "/accounts/2fa/authenticate/", "/accounts/login/code/confirm/"


def _reset(user: User) -> None:
    owner = Client()
    ask_for_reset(owner, user.email)
    link = next(line for line in mails_to(user.email)[-1].text.splitlines() if "/key/" in line)
    page = owner.get(urlsplit(link).path, follow=True)
    assert owner.post(page.request["PATH_INFO"], {"password1": NEW}).status_code == 302


def _change(user: User) -> None:
    owner = Client()
    sign_in(owner, user)
    owner.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


def _factor(secret: str) -> dict[str, str]:
    return {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}


def _with_app() -> tuple[User, str]:
    user, secret = make_person(), generate_totp_secret()
    TOTP.activate(user, secret)
    return user, secret


def _half(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": password})
    assert answer["Location"].startswith(FACTOR)
    return client


@pytest.mark.parametrize("end", [_reset, _change])
def test_a_login_that_waits_for_a_factor(end: Any) -> None:
    user, secret = _with_app()
    stranger = _half(user)
    end(user)
    answer = stranger.post(FACTOR, _factor(secret), follow=True)
    assert not is_in(stranger)
    assert answer.request["PATH_INFO"] == "/accounts/login/"
    assert "The password was changed meanwhile" in answer.content.decode()


@pytest.mark.parametrize("end", [_reset, _change])
def test_a_login_that_waits_for_a_mailed_code(end: Any) -> None:
    user, stranger = make_person(), Client()
    stranger.post("/accounts/login/code/", {"email": user.email})
    code = mails_to(user.email)[-1].subject.split()[0]
    stranger.get(CODE)
    end(user)
    stranger.post(CODE, {"code": code})
    assert not is_in(stranger)


def test_what_begins_with_the_new_password_goes_on_in_the_same_browser() -> None:
    user, secret = _with_app()
    client = _half(user)
    _reset(user)
    client.post("/accounts/login/", {"login": user.email, "password": NEW})
    client.post(FACTOR, _factor(secret))
    client.post("/accounts/2fa/trust/", {"action": "untrust"})
    assert is_in(client)


def test_somebody_elses_login_goes_on() -> None:
    (user, secret), other = _with_app(), make_person()
    client = _half(user)
    _reset(other)
    client.post(FACTOR, _factor(secret))
    client.post("/accounts/2fa/trust/", {"action": "untrust"})
    assert is_in(client)
