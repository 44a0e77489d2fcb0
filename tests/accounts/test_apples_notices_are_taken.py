"""What Apple tells about somebody is acted on once, written down, and mailed to its owner."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts import apple_notices
from accounts.apple import AppleGrant, AppleRevocation
from accounts.models import OutboxMail, SecurityEvent, User
from accounts.sealing import seal, unseal
from standins.running import Running
from tests.accounts.people import make_person, make_social_person, sign_in
from tests.accounts.providers import begin, chosen_fields, is_in, with_apple

pytestmark = pytest.mark.django_db

LEFT = ["consent-revoked", "account-delete"]


def _payload(desk: Running, kind: str, user: User, **more: str) -> str:
    """A signed notification about somebody, as Apple would post it."""
    sub = SocialAccount.objects.get(user=user).uid
    form = {"type": kind, "sub": sub, "url": f"{desk.url}/nowhere", **more}
    sent = requests.post(f"{desk.url}/apple/notify", json=form, timeout=60).json()
    return str(sent["payload"])


def _tell(payload: str) -> Any:
    body = json.dumps({"payload": payload})
    return Client().post("/accounts/apple/notifications/", body, content_type="application/json")


@pytest.mark.parametrize("kind", LEFT)
def test_leaving_is_written_down_and_mailed_and_ends_sessions(
    providers: Running, client: Client, kind: str
) -> None:
    user = make_social_person("apple")
    sign_in(client, user)
    assert _tell(_payload(providers, kind, user)).status_code == 200
    assert not SocialAccount.objects.exists()
    kinds = set(SecurityEvent.objects.filter(user=user).values_list("kind", flat=True))
    assert {"provider-notice", "disconnected"} <= kinds
    assert not is_in(client)
    mail = OutboxMail.objects.get(to=user.email, purpose="apple_left")
    assert "only way in" in mail.text
    assert "/accounts/password/reset/" in mail.text


def test_somebody_with_a_password_is_not_told_that_apple_was_the_only_way(
    providers: Running,
) -> None:
    user = make_person()
    SocialAccount.objects.create(user=user, provider="apple", uid="apple-1")
    _tell(_payload(providers, LEFT[0], user))
    assert "only way" not in OutboxMail.objects.get(purpose="apple_left").text


@pytest.mark.parametrize(
    ("kind", "words"),
    [("email-disabled", "no longer passes on mail"), ("email-enabled", "passes on mail again")],
)
def test_a_notice_about_the_relay_is_written_down_and_removes_nothing(
    providers: Running, client: Client, kind: str, words: str
) -> None:
    user = make_social_person("apple")
    assert _tell(_payload(providers, kind, user)).status_code == 200
    assert SocialAccount.objects.exists()
    assert not OutboxMail.objects.exists()
    sign_in(client, user)
    assert words in client.get("/accounts/activity/").content.decode()


@pytest.mark.parametrize("kind", LEFT)
def test_who_comes_back_by_apple_finds_the_account(providers: Running, kind: str) -> None:
    with_apple(Client(), sharing="hide")
    user = User.objects.get()
    _tell(_payload(providers, kind, user))
    again = Client()
    with_apple(again, sharing="hide")
    assert is_in(again)
    assert SocialAccount.objects.get().user == user


def test_somebody_unknown_is_well_received(providers: Running) -> None:
    user = make_social_person("apple")
    payload = _payload(providers, LEFT[0], user, sub="001999.nobody.0001")
    assert _tell(payload).status_code == 200
    assert SocialAccount.objects.get().user == user


def test_a_repeat_is_well_received_and_does_nothing(providers: Running) -> None:
    user = make_social_person("apple")
    payload = _payload(providers, LEFT[0], user)
    _tell(payload)
    SocialAccount.objects.create(user=user, provider="apple", uid=f"apple-{user.pk}")
    assert _tell(payload).status_code == 200
    assert SocialAccount.objects.exists()


def test_one_that_failed_is_taken_when_it_comes_again(
    providers: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = make_social_person("apple")
    payload = _payload(providers, LEFT[0], user)

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("the database went away")

    with monkeypatch.context() as broken:
        broken.setattr(apple_notices, "queue_revocation", fail)
        with pytest.raises(RuntimeError):
            _tell(payload)
    assert not SecurityEvent.objects.exists()
    assert _tell(payload).status_code == 200
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "signature", ["wrong_key", "wrong_audience", "wrong_issuer", "expired", "unsigned"]
)
def test_what_apple_did_not_sign_is_refused(providers: Running, signature: str) -> None:
    user = make_social_person("apple")
    payload = _payload(providers, LEFT[0], user, signature=signature)
    assert _tell(payload).status_code == 400
    assert SocialAccount.objects.exists()


def _resigned(payload: str, algorithm: str, **changes: Any) -> str:
    """The same claims, signed without Apple's key but with its name."""
    claims = jwt.decode(payload, options={"verify_signature": False}) | changes
    kid = jwt.get_unverified_header(payload)["kid"]
    key = "" if algorithm == "none" else "a secret of somebody who is not Apple at all"
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_another_algorithm_is_none_of_apples(providers: Running, algorithm: str) -> None:
    payload = _payload(providers, LEFT[0], make_social_person("apple"))
    assert _tell(_resigned(payload, algorithm)).status_code == 400
    assert SocialAccount.objects.exists()


@pytest.mark.parametrize("hours", [-25, 25])
def test_one_from_another_day_is_refused(providers: Running, hours: int) -> None:
    iat = str(int(time.time()) + hours * 3600)
    payload = _payload(providers, LEFT[0], make_social_person("apple"), iat=iat)
    assert _tell(payload).status_code == 400
    assert SocialAccount.objects.exists()


def test_a_token_of_apples_for_something_else_is_refused(providers: Running) -> None:
    token = chosen_fields(begin(Client(), "apple"), "ada")["id_token"]
    assert _tell(token).status_code == 400


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize(
    "body", ["", "{}", "[]", "null", "{", '{"payload": 1}', '{"payload": "a.b.c"}', "[" * 9_000,
             '{"payload": "' + "x" * 70_000 + '"}', b"\xff\xfe"],
)  # fmt: skip
def test_junk_is_refused_and_breaks_nothing(client: Client, body: str | bytes) -> None:
    place = "/accounts/apple/notifications/"
    assert client.post(place, body, content_type="application/json").status_code == 400
    assert not SecurityEvent.objects.exists()


def test_a_body_that_is_too_large_is_not_even_read(providers: Running) -> None:
    body = json.dumps(
        {"payload": _payload(providers, LEFT[0], make_social_person("apple")), "more": "x" * 70_000}
    )
    answer = Client().post("/accounts/apple/notifications/", body, content_type="application/json")
    assert answer.status_code == 400
    assert SocialAccount.objects.exists()


@pytest.mark.usefixtures("providers")
def test_there_is_a_limit_and_only_a_post_is_taken(client: Client) -> None:
    place = "/accounts/apple/notifications/"
    assert client.get(place).status_code == 405
    answers = [client.post(place).status_code for _ in range(62)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_the_consent_of_ones_other_apple_account_stays(providers: Running) -> None:
    user = make_social_person("apple")
    sub = SocialAccount.objects.get(user=user).uid
    for uid in (sub, "another"):
        AppleGrant.objects.create(user=user, uid=uid, sealed_token=seal(f"of {uid}"))
    _tell(_payload(providers, LEFT[0], user))
    assert [grant.uid for grant in AppleGrant.objects.all()] == ["another"]
    assert unseal(AppleRevocation.objects.get().sealed_token) == f"of {sub}"
