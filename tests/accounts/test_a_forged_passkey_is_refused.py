"""A credential that no browser would send is refused, whatever it breaks; never a breakdown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.test import Client

from tests.accounts.keys import PRESENT, VERIFIED, answer
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

HANDLE = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}
FORGED: list[Any] = [
    {},
    [],
    7,
    "key",
    {"id": "key"},
    {"id": "AA", "rawId": "AA"},
    {"id": "AA", "rawId": "AA", "response": "x", "type": "public-key"},
    {"id": "AA", "rawId": "AA", "response": {"userHandle": {}}, "type": "public-key"},
    {"id": "AA", "rawId": "AA", "response": HANDLE, "type": "public-key"},
    {"id": "AA", "rawId": "AA", "response": HANDLE | {"userHandle": "AAAA"}, "type": "public-key"},
    {"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "attestationObject": "AA"}},
]


# What breaks the reading of JSON itself.
ODD = ["[" * 60_000, "1" * 5_000, "[" * 100_000, "{", ""]


@pytest.mark.parametrize("said", [*map(json.dumps, FORGED), *ODD], ids=range(len(FORGED + ODD)))
def test_at_every_door(said: str) -> None:
    user = make_person()
    fields = {"credential": said, "name": "A key"}
    assert Client().post("/accounts/2fa/webauthn/login/", fields).status_code == 302
    client = Client()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/webauthn/add/")
    assert client.post("/accounts/2fa/webauthn/add/", fields).status_code == 200
    TOTP.activate(user, generate_totp_secret())
    client.get("/accounts/2fa/webauthn/reauthenticate/")
    assert client.post("/accounts/2fa/webauthn/reauthenticate/", fields).status_code in {200, 302}
    second = Client()
    second.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert second.post("/accounts/2fa/authenticate/", fields).status_code == 200


@pytest.mark.parametrize(("flags", "enters"), [(PRESENT, False), (PRESENT | VERIFIED, True)])
def test_a_key_that_did_not_ask_for_its_owner_is_no_way_in(
    monkeypatch: pytest.MonkeyPatch, flags: int, enters: bool
) -> None:
    user = make_person()
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    # Its signature is right. The library asks for no more where the second step began.
    monkeypatch.setattr(LoginWebAuthnForm, "clean_credential", lambda form: key)
    client = Client()
    fields = {"credential": json.dumps(answer(flags))}
    client.post("/accounts/2fa/webauthn/login/", fields)
    assert is_in(client) == enters
