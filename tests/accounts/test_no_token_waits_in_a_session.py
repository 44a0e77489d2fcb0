"""What Apple and Google hand out stands in no session, whatever somebody has still to prove."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.apple.client import AppleOAuth2Client
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import chores
from accounts.models import AppleGrant, AppleRevocation, User
from accounts.sealing import unseal
from standins.running import Running
from tests.accounts.people import PASSWORD, mails_to, make_person, sign_in
from tests.accounts.providers import begin, chosen_fields, is_in, path_of, with_apple, with_google

pytestmark = pytest.mark.django_db

TOKENS = ("access_token", "refresh_token", "id_token")


@pytest.fixture
def told(providers: Running, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the token endpoints answered."""
    answers: list[dict[str, Any]] = []
    for client in (AppleOAuth2Client, OAuth2Client):
        ask = client.get_access_token

        def note(self: Any, *args: Any, ask: Any = ask, **kwargs: Any) -> Any:
            answers.append(ask(self, *args, **kwargs))
            return answers[-1]

        monkeypatch.setattr(client, "get_access_token", note)
    return answers


def _waits_nowhere(told: list[dict[str, Any]], posted: dict[str, str] | None = None) -> bool:
    """Whether the sessions hold none of the tokens, those from the browser neither."""
    kept = json.dumps([row.get_decoded() for row in Session.objects.all()])
    given = [answer[name] for answer in told for name in TOKENS if name in answer]
    given += [value for name, value in (posted or {}).items() if name in {"code", *TOKENS}]
    assert given
    return not any(token in kept for token in given)


def _grant_is(token: str) -> bool:
    return unseal(AppleGrant.objects.get().sealed_token) == token


def _code_to(email: str) -> str:
    return mails_to(email)[-1].subject.split()[0]


def test_after_a_sign_in(told: list[dict[str, Any]]) -> None:
    client = Client()
    fields = chosen_fields(begin(client, "apple"), "ada")
    back = client.post("/accounts/apple/login/callback/", fields)
    assert _waits_nowhere([], fields)
    client.get(path_of(back["Location"]))
    assert is_in(client)
    assert _waits_nowhere(told, fields)
    assert _grant_is(told[0]["refresh_token"])
    client.get(path_of(back["Location"]))  # once more, as by the button for going back
    assert _waits_nowhere(told, fields)


def test_after_a_cancel(providers: Running) -> None:
    client = Client()
    chosen = requests.post(begin(client, "apple"), data={"cancel": "1"}, timeout=60).text
    state = chosen.partition('name="state" value="')[2].partition('"')[0]
    fields = {"error": "user_cancelled_authorize", "state": state, "id_token": "never-asked-for"}
    client.post("/accounts/apple/login/callback/", fields, follow=True)
    assert Session.objects.count() == 1
    assert _waits_nowhere([], fields)


def test_after_a_failure(told: list[dict[str, Any]], providers: Running) -> None:
    requests.post(f"{providers.url}/faults", json={"apple_id_token": "expired"}, timeout=60)
    with_apple(Client())
    assert Session.objects.exists()
    assert _waits_nowhere(told)


def test_while_the_address_is_being_proven(told: list[dict[str, Any]]) -> None:
    client = Client()
    with_apple(client, "dan")
    assert client.session["account_login"]
    assert _waits_nowhere(told)
    client.post("/accounts/confirm-email/", {"code": _code_to("dan@voss.example")})
    assert is_in(client)
    assert _waits_nowhere(told)
    assert _grant_is(told[0]["refresh_token"])


def test_while_google_waits_for_the_address(told: list[dict[str, Any]]) -> None:
    client = Client()
    with_google(client, "cleo")
    assert client.session["account_login"]
    assert _waits_nowhere(told)


def test_while_the_second_factor_is_asked_for(told: list[dict[str, Any]]) -> None:
    user, secret = make_person("ada.lind@gmail.com"), generate_totp_secret()
    TOTP.activate(user, secret)
    client = Client()
    with_apple(client)
    assert client.session["account_login"]
    assert _waits_nowhere(told)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert _waits_nowhere(told)
    client.post("/accounts/2fa/trust/", {"action": "untrust"})
    assert is_in(client)
    assert _grant_is(told[0]["refresh_token"])


def test_while_a_new_connection_waits_for_fresh_proof(told: list[dict[str, Any]]) -> None:
    user, client = make_person(), Client()
    sign_in(client, user)
    with_apple(client, process="connect")
    assert not SocialAccount.objects.exists()
    assert _waits_nowhere(told)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert SocialAccount.objects.get().user == user
    assert _waits_nowhere(told)
    assert _grant_is(told[0]["refresh_token"])


def test_after_a_change_of_keys_what_waited_still_signs_in(
    told: list[dict[str, Any]], settings: Any
) -> None:
    client = Client()
    with_apple(client, "dan")
    code = _code_to("dan@voss.example")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough for anybody's taste"
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_in(client)
    assert _grant_is(told[0]["refresh_token"])


def test_who_never_proves_the_address_is_given_back_to_apple(told: list[dict[str, Any]]) -> None:
    with_apple(Client(), "dan")
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        assert chores.purge_unverified() == 1
    assert not User.objects.exists()
    assert unseal(AppleRevocation.objects.get().sealed_token) == told[0]["refresh_token"]
