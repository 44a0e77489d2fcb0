"""Fresh proof is given in one's own way: no weaker one that is open to others counts instead."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.google import is_stale
from accounts.models import OutboxMail, User
from standins.running import Running
from tests.accounts.people import make_person, sign_in
from tests.accounts.providers import begin, with_google

pytestmark = pytest.mark.django_db

CODE, PROVIDER = "/accounts/reauthenticate/code/", "/accounts/reauthenticate/provider/"


def _still_asked(client: Client) -> bool:
    answer = client.post("/accounts/email/", {"action_add": "1", "email": "new@reader.example"})
    return "/reauthenticate/" in str(answer.headers.get("Location", ""))


@pytest.mark.parametrize("page", [CODE, PROVIDER])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_with_a_password_is_led_to_it(client: Client, page: str, method: str) -> None:
    user = make_person()
    sign_in(client, user)
    answer = getattr(client, method)(f"{page}?next=/accounts/2fa/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2F"
    assert not OutboxMail.objects.exists()


def test_a_mailbox_does_not_take_off_a_factor(client: Client) -> None:
    user = make_person(password=None)
    TOTP.activate(user, generate_totp_secret())
    sign_in(client, user)
    client.post(CODE)
    assert not OutboxMail.objects.exists()
    answer = client.get(CODE, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/2fa/reauthenticate/")


def test_google_proves_nothing_for_somebody_with_a_password(
    providers: Running, client: Client
) -> None:
    with_google(client)
    user = User.objects.get()
    user.set_password("gravel-lantern-otter-quilt")
    user.save()
    sign_in(client, user)
    answer = with_google(client, process="redirect")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert _still_asked(client)


def test_google_proves_nothing_for_somebody_with_a_factor(
    providers: Running, client: Client
) -> None:
    with_google(client)
    TOTP.activate(User.objects.get(), generate_totp_secret())
    with_google(client, process="redirect")
    assert _still_asked(client)


def test_google_is_asked_for_a_new_sign_in(providers: Running, client: Client) -> None:
    with_google(client)
    page = begin(client, "google", process="redirect", auth_params="max_age=99999&prompt=none")
    asked = parse_qs(urlsplit(page).query)
    assert (asked["prompt"], asked["max_age"]) == (["select_account"], ["0"])
    plain = parse_qs(urlsplit(begin(Client(), "google", process="login")).query)
    assert not plain.keys() & {"prompt", "max_age"}


def test_an_old_sign_in_at_google_proves_nothing(providers: Running, client: Client) -> None:
    with_google(client)
    requests.post(f"{providers.url}/faults", json={"google_id_token": "old_sign_in"}, timeout=60)
    with_google(client, process="redirect")
    assert _still_asked(client)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "stale"), [(None, False), ("soon", True), (0, True), (float("nan"), True)]
)
def test_what_a_provider_tells_of_the_time_is_read_strictly(told: object, stale: bool) -> None:
    assert is_stale({} if told is None else {"auth_time": told}) is stale
    assert not is_stale({"auth_time": time.time() - 10})


def test_the_mail_with_the_code_says_what_it_is_for(client: Client) -> None:
    user = make_person(password=None)
    sign_in(client, user)
    client.post(CODE)
    mail = OutboxMail.objects.get(to=user.email)
    assert mail.purpose == "proof_code"
    assert mail.subject.endswith("confirms at fanmankind that it is you")
    assert "to sign in" not in mail.text
    assert "confirm that it is you" in mail.text
