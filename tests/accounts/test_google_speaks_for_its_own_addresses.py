"""Which of the addresses that Google tells open an account: its own and a Workspace's, verified."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from standins.running import Running
from tests.accounts.people import PASSWORD, make_person
from tests.accounts.providers import is_in, with_apple, with_google

pytestmark = pytest.mark.django_db

ADA = "ada.lind@gmail.com"


def _with_google_as(email: str, hd: str = "", verified: str = "yes") -> Client:
    client = Client()
    with_google(client, "other", sub="somebody", email=email, hd=hd, verified=verified)
    return client


def _proven(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("email", "hd", "verified"),
    [
        ("victim@reader.example", "", "yes"),
        ("victim@reader.example", "evil.example", "yes"),
        ("victim@reader.example", "gmail.com", "yes"),
        ("victim@sub.reader.example", "reader.example", "yes"),
        ("victim@gmail.com.evil.example", "", "yes"),
        ("victim@notgmail.com", "", "yes"),
        ("victim@gmail.com", "", ""),
        ("victim@reader.example", "reader.example", ""),
    ],
)
def test_what_google_does_not_vouch_for_opens_nobodys_account(
    providers: Running, email: str, hd: str, verified: str
) -> None:
    user = make_person(email)
    client = _with_google_as(email, hd, verified)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == user


@pytest.mark.parametrize(
    ("email", "hd"),
    [
        ("owner@googlemail.com", ""),
        ("Owner@GMAIL.com", ""),
        ("owner@Reader.Example", "reader.example"),
    ],
)
def test_what_it_vouches_for_opens_its_owners(providers: Running, email: str, hd: str) -> None:
    user = make_person(email.lower())
    client = _with_google_as(email, hd)
    assert is_in(client)
    assert SocialAccount.objects.get().user == user


def test_an_address_that_somebody_only_asked_for_leads_nowhere(providers: Running) -> None:
    attacker = make_person("attacker@reader.example")
    _proven(attacker).post("/accounts/email/", {"action_add": "", "email": ADA})
    assert not EmailAddress.objects.filter(email=ADA).exists()
    owner = Client()
    with_google(owner)
    assert is_in(owner)
    assert SocialAccount.objects.get().user != attacker


def test_a_connection_brings_no_address_with_it(providers: Running) -> None:
    user = make_person()
    with_google(_proven(user), process="connect")
    assert SocialAccount.objects.get().user == user
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [user.email]


def test_what_is_connected_to_somebody_is_not_taken_from_them(providers: Running) -> None:
    with_google(Client())
    owner = User.objects.get()
    other = _proven(make_person())
    with_google(other, process="connect")
    assert SocialAccount.objects.get().user == owner


def test_the_address_of_somebody_else_is_not_connected(providers: Running) -> None:
    make_person(ADA)
    other = _proven(make_person("other@reader.example"))
    with_google(other, process="connect")
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("steps", [(with_google, with_apple), (with_apple, with_google)])
def test_apple_and_google_in_either_order_are_one_account(
    providers: Running, steps: tuple[object, object]
) -> None:
    for step in steps:
        client = Client()
        step(client)  # type: ignore[operator]
        assert is_in(client)
    assert User.objects.get().email == ADA
    assert SocialAccount.objects.count() == 2
