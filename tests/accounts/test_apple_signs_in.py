"""Sign in with Apple: what of its answers is believed, and what is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from accounts.models import AppleGrant, User
from accounts.sealing import unseal
from standins.running import Running
from tests.accounts.people import make_person
from tests.accounts.providers import begin, chosen_fields, is_in, path_of, with_apple

pytestmark = pytest.mark.django_db


def test_the_first_time_and_again(providers: Running) -> None:
    first, again = Client(), Client()
    with_apple(first)
    with_apple(again)
    assert is_in(first)
    assert is_in(again)
    user = User.objects.get()
    assert (user.email, user.name) == ("ada.lind@gmail.com", "Ada Lind")


def test_a_hidden_address_is_an_account_like_any_other(providers: Running, client: Client) -> None:
    with_apple(client, sharing="hide")
    assert is_in(client)
    assert User.objects.get().email.endswith("@privaterelay.appleid.com")


@pytest.mark.parametrize("email_verified", [True, "true"])
def test_an_address_that_a_browser_posts_is_nobodys(
    providers: Running, client: Client, email_verified: Any
) -> None:
    victim = make_person("victim@reader.example")
    forged = {"email": victim.email, "email_verified": email_verified, "sub": "x"}
    with_apple(client, sharing="none", forged_user=json.dumps(forged))
    assert not is_in(client) or "victim" not in client.get("/reading/me.json").json()["name"]
    assert not SocialAccount.objects.filter(user=victim).exists()
    assert User.objects.filter(email=victim.email).count() == 1


@pytest.mark.parametrize(
    "forged",
    ["[1]", "123", "null", '"x"', '{"name":"x"}', '{"name":{"firstName":[1]}}', "{", "[" * 3000,
     '{"name":{"firstName":"' + "x" * 3000 + '"}}', '{"name":{"firstName":"A\\u0000\\u202eB"}}'],
)  # fmt: skip
def test_a_malformed_name_is_ignored(providers: Running, client: Client, forged: str) -> None:
    with_apple(client, "eve", forged_user=forged)
    assert is_in(client)
    user = User.objects.get()
    assert user.email == "eve.stone@icloud.com"
    assert len(user.name) <= 60
    assert user.name.isprintable()


def test_no_token_is_kept_in_the_open(providers: Running) -> None:
    for _ in range(2):
        with_apple(Client())
    account = SocialAccount.objects.get()
    assert set(account.extra_data) <= {"sub", "email", "email_verified", "is_private_email", "name"}
    assert not SocialToken.objects.exists()
    grant = AppleGrant.objects.get(user=account.user)
    token = unseal(grant.sealed_token)
    assert token
    assert token not in json.dumps(account.extra_data) + grant.sealed_token


NAME = json.dumps({"name": {"firstName": "Ada", "lastName": "Lind"}, "email": "x@y.example"})


def test_the_temporary_cookie_is_out_of_reach_of_scripts(
    providers: Running, client: Client, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    answer = client.post("/accounts/apple/login/callback/", {"code": "x", "user": NAME})
    cookie = answer.cookies["apple-name"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert 0 < cookie["max-age"] <= 600
    assert cookie["path"] == "/accounts/apple/login/callback/finish/"
    assert "x@y.example" not in str(signing.loads(cookie.value, salt="apple-name"))


@pytest.mark.usefixtures("providers")
def test_what_strangers_post_is_stored_nowhere(client: Client) -> None:
    client.post("/accounts/apple/login/callback/", {"code": "x", "id_token": "y", "user": NAME})
    assert not Session.objects.exists()


@pytest.mark.usefixtures("providers")
def test_the_name_of_an_earlier_try_is_forgotten(client: Client) -> None:
    client.post("/accounts/apple/login/callback/", {"code": "x", "user": NAME})
    client.post("/accounts/apple/login/callback/", {"code": "x"})
    assert not client.cookies["apple-name"].value


@pytest.mark.parametrize("cookie", ["", "x", "x:y:z", "WzFd:1xWPSA:not-our-signature"])
def test_a_forged_cookie_is_no_name(providers: Running, client: Client, cookie: str) -> None:
    page = begin(client, "apple")
    fields = chosen_fields(page, "eve")
    back = client.post("/accounts/apple/login/callback/", fields)
    client.cookies["apple-name"] = cookie
    client.get(path_of(back["Location"]))
    assert is_in(client)
    assert User.objects.get().name == ""


@pytest.mark.usefixtures("providers")
@pytest.mark.parametrize(
    "fields", [{}, {"junk": "1"}, {"code": "x" * 70_000}, {"code": "x" * 1_001}, {"code": ""}]
)
def test_junk_at_the_callback_is_refused_before_anything_is_stored(
    client: Client, fields: dict[str, str]
) -> None:
    answer = client.post("/accounts/apple/login/callback/", fields)
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
    assert not Session.objects.exists()


@pytest.mark.usefixtures("providers")
def test_the_callback_has_a_limit(client: Client) -> None:
    answers = [
        client.post("/accounts/apple/login/callback/", {"error": "x"}).status_code
        for _ in range(32)
    ]
    assert answers[-1] == 429


def test_a_return_that_is_not_this_browsers_is_refused(providers: Running) -> None:
    fields = chosen_fields(begin(Client(), "apple"), "ada")
    stranger = Client()
    back = stranger.post("/accounts/apple/login/callback/", fields)
    assert stranger.get(path_of(back["Location"])).status_code == 401
    assert not is_in(stranger)
    assert not User.objects.exists()


def test_who_somebody_is_is_asked_of_apple_and_not_of_the_browser(
    providers: Running, client: Client
) -> None:
    stolen = chosen_fields(begin(Client(), "apple"), "ada")["id_token"]
    fields = chosen_fields(begin(client, "apple"), "eve") | {"id_token": stolen}
    back = client.post("/accounts/apple/login/callback/", fields)
    client.get(path_of(back["Location"]))
    assert is_in(client)
    assert User.objects.get().email == "eve.stone@icloud.com"


def test_a_cancel_is_a_friendly_page(providers: Running, client: Client) -> None:
    page = begin(client, "apple")
    chosen = requests.post(page, data={"cancel": "1"}, timeout=60).text
    state = chosen.partition('name="state" value="')[2].partition('"')[0]
    fields = {"error": "user_cancelled_authorize", "state": state}
    answer = client.post("/accounts/apple/login/callback/", fields, follow=True)
    assert answer.status_code == 200
    assert "You turned back" in answer.content.decode()


@pytest.mark.parametrize(
    "fault",
    [
        {"apple_token": "500"},
        {"apple_keys": "500"},
        {"apple_id_token": "wrong_key"},
        {"apple_id_token": "wrong_issuer"},
        {"apple_id_token": "wrong_audience"},
        {"apple_id_token": "expired"},
    ],
)
def test_a_failing_apple_is_no_breakdown(
    providers: Running, client: Client, fault: dict[str, str]
) -> None:
    requests.post(f"{providers.url}/faults", json=fault, timeout=60)
    answer = with_apple(client)
    assert answer.status_code in {200, 401}
    assert "<h1" in answer.content.decode()
    assert not User.objects.exists()
