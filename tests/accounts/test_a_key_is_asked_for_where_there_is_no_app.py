"""A second factor is asked for by the name of what somebody has, a key before recovery codes."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal import auth
from django.test import Client

from accounts.models import User
from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db
APP, KEY = "authenticator app", "Use a passkey or security key"
OPTIONS = {"publicKey": {"allowCredentials": [{"id": "a", "type": "public-key"}]}}


def _with_key(*, app: bool = False) -> User:
    user = make_person()
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    RecoveryCodes.activate(user)
    if app:
        TOTP.activate(user, generate_totp_secret())
    return user


def _second_step(client: Client, user: User) -> str:
    words = {"login": user.email, "password": PASSWORD}
    with patch.object(auth, "begin_authentication", return_value=OPTIONS):
        return client.post("/accounts/login/", words, follow=True).content.decode()


def test_the_key_comes_first_at_the_door(client: Client) -> None:
    page = _second_step(client, _with_key())
    assert APP not in page
    assert page.index(KEY) < page.index('name="code"')
    assert page.count("button--main") == 1
    assert "button--main" in page.partition(KEY)[0].rpartition("<button")[2]


def test_the_app_comes_first_where_there_is_one(client: Client) -> None:
    page = _second_step(client, _with_key(app=True))
    assert page.index(APP) < page.index('name="code"') < page.index(KEY)


@pytest.mark.parametrize("app", [True, False])
def test_fresh_proof_names_what_there_is(client: Client, app: bool) -> None:
    sign_in(client, _with_key(app=app))
    with patch.object(auth, "begin_authentication", return_value=OPTIONS):
        page = client.get("/accounts/reauthenticate/", follow=True).content.decode()
    assert KEY in page
    assert "Use a recovery code" in page or app
    for text in (page, client.get("/accounts/2fa/reauthenticate/").content.decode()):
        assert (APP in text) is app
