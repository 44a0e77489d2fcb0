"""A session that a password alone opened is worth no more once there is a second factor."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.models import User
from tests.accounts.people import PASSWORD, make_person
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db


def _signed_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_every_other_session_ends(django_capture_on_commit_callbacks) -> None:
    user = make_person(is_superuser=True)
    early, owner, stranger = _signed_in(user), _signed_in(user), _signed_in(make_person())
    owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = str(owner.get("/accounts/2fa/totp/activate/").context["form"].secret)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        owner.post("/accounts/2fa/totp/activate/", {"code": code})
    assert not is_in(early)
    assert is_in(owner)
    assert is_in(stranger)
