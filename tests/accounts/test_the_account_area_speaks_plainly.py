"""What the pages of the account area offer and say, by what somebody has."""

from __future__ import annotations

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from standins.running import Running
from tests.accounts.people import PASSWORD, make_person, make_social_person, sign_in
from tests.accounts.providers import with_apple

pytestmark = pytest.mark.django_db

CONNECTIONS = "/accounts/3rdparty/"


def _in(user: object) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def _proven() -> Client:
    client, user = Client(), make_person()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_only_what_is_missing_can_be_connected(providers: Running) -> None:
    page = _in(make_person()).get(CONNECTIONS).content.decode()
    assert "Connect one" in page
    assert page.count("Continue with") == 2
    assert page.count('class="providers"') == 1  # which keeps them apart
    page = _in(make_social_person("apple")).get(CONNECTIONS).content.decode()
    assert "Connect another" in page
    assert re.findall(r"Continue with (\w+)", page) == ["Google"]


@pytest.mark.parametrize(("own_address", "stays"), [(False, True), (True, False)])
def test_apple_stays_while_it_alone_forwards_our_mail(
    providers: Running, own_address: bool, stays: bool
) -> None:
    client = Client()
    with_apple(client, sharing="hide")
    account = SocialAccount.objects.get()
    account.user.set_password(PASSWORD)
    account.user.save()
    if own_address:
        EmailAddress.objects.filter(user=account.user).update(email="own@reader.example")
    client = Client()
    address = EmailAddress.objects.get(user=account.user).email
    client.post("/accounts/login/", {"login": address, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.post(CONNECTIONS, {"account": account.pk}, follow=True).content.decode()
    assert SocialAccount.objects.exists() is stays
    assert ("Change your email address to one of your own first" in page) is stays


NAME = re.compile(r'<input type="text" name="username" value="([^"]+)" [^>]*hidden>')


def test_a_password_manager_learns_whose_password_is_changed() -> None:
    html = _proven().get("/accounts/password/change/").content.decode()
    assert NAME.findall(html) == [User.objects.get().email]


def test_and_whose_is_chosen_by_the_mailed_link() -> None:
    user, client = make_person(), Client()
    key = default_token_generator.make_token(user)
    link = f"/accounts/password/reset/key/{user_pk_to_url_str(user)}-{key}/"
    assert NAME.findall(client.get(link, follow=True).content.decode()) == [user.email]
    wrong = link.replace(key, "a-b")
    assert user.email not in Client().get(wrong, follow=True).content.decode()


def test_the_sign_in_page_asks_for_the_name_that_goes_with_the_password() -> None:
    page = Client().get("/accounts/login/").content.decode()
    field = re.search(r'<input type="email"[^>]*>', page)
    assert field
    assert 'autocomplete="username"' in field[0]


def test_the_new_address_is_asked_for_as_such() -> None:
    assert ">New email" in _proven().get("/accounts/email/").content.decode()
