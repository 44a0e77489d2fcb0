"""A passkey that is somebody's only way in is not removed; any other is."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.internal.flows import reauthentication
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from tests.accounts.people import make_person, make_social_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fresh proof is given; it is not what is looked at here."""
    monkeypatch.setattr(reauthentication, "did_recently_reauthenticate", lambda request: True)


def _key(user: User, resident: bool | None = True) -> Authenticator:
    properties = {} if resident is None else {"credProps": {"rk": resident}}
    data = {"name": "Phone", "credential": {"clientExtensionResults": properties}}
    kind = Authenticator.Type.WEBAUTHN
    made: Authenticator = Authenticator.objects.create(user=user, type=kind, data=data)
    return made


def _remove(client: Client, key: Authenticator) -> Any:
    sign_in(client, key.user)
    return client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")


@pytest.mark.parametrize("resident", [True, None])
def test_the_only_one_of_somebody_without_a_password_stays(
    client: Client, resident: bool | None
) -> None:
    key = _key(make_person(password=None), resident)
    answer = _remove(client, key)
    assert answer.status_code == 200
    assert "only way in" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_security_key_does_not_stand_in_for_it(client: Client) -> None:
    user = make_person(password=None)
    key = _key(user)
    _key(user, resident=False)
    _remove(client, key)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_with_another_passkey_it_goes(client: Client) -> None:
    user = make_person(password=None)
    key = _key(user)
    _key(user)
    assert _remove(client, key).status_code == 302
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_with_a_password_it_goes(client: Client) -> None:
    key = _key(make_person())
    assert _remove(client, key).status_code == 302
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_with_a_connection_it_goes_and_then_the_connection_stays(client: Client) -> None:
    user = make_social_person("google")
    _remove(client, _key(user))
    assert not Authenticator.objects.exists()
    client.post("/accounts/3rdparty/", {"account": user.socialaccount_set.get().pk})
    assert SocialAccount.objects.exists()


def test_a_security_key_is_no_way_in_and_goes(client: Client) -> None:
    key = _key(make_person(password=None), resident=False)
    assert _remove(client, key).status_code == 302


def test_somebody_elses_is_not_there(client: Client) -> None:
    key = _key(make_person())
    sign_in(client, make_person())
    assert client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
