"""Who began an account by a provider, with an address not theirs, never gets into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
import requests
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts import chores
from accounts.models import User
from standins.running import Running
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to
from tests.accounts.providers import begin, is_in, path_of, with_google

pytestmark = pytest.mark.django_db

EMAILS = {"cleo": "cleo@ray.example", "dan": "dan@voss.example"}


def _code(email: str) -> str:
    return mails_to(email)[-1].subject.split()[0]


def _by_mailed_code(owner: Client, email: str) -> None:
    owner.post("/accounts/login/code/", {"email": email})
    owner.post("/accounts/login/code/confirm/", {"code": _code(email)})


def _by_reset_and_code(owner: Client, email: str) -> None:
    ask_for_reset(owner, email)
    text = mails_to(email)[-1].text
    link = next(line for line in text.splitlines() if "/password/reset/key/" in line)
    form = owner.get(urlsplit(link.strip()).path, follow=True)
    owner.post(form.request["PATH_INFO"], {"password1": PASSWORD})
    owner.post("/accounts/login/", {"login": email, "password": PASSWORD})
    owner.post("/accounts/confirm-email/", {"code": _code(email)})


@pytest.mark.parametrize("prove", [_by_mailed_code, _by_reset_and_code])
@pytest.mark.parametrize("person", EMAILS)
def test_the_owner_proves_the_address(
    providers: Running, person: str, prove: Callable[[Client, str], None]
) -> None:
    with_google(Client(), person)
    assert SocialAccount.objects.count() == 1
    owner = Client()
    prove(owner, EMAILS[person])
    assert is_in(owner)
    assert not SocialAccount.objects.exists()
    stranger = Client()
    with_google(stranger, person)
    assert not is_in(stranger)
    assert User.objects.count() == 1


@pytest.mark.parametrize("person", EMAILS)
def test_who_proves_it_on_the_way_from_the_provider_keeps_it(
    providers: Running, person: str
) -> None:
    client = Client()
    with_google(client, person)
    client.post("/accounts/confirm-email/", {"code": _code(EMAILS[person])})
    assert is_in(client)
    again = Client()
    with_google(again, person)
    assert is_in(again)


def test_what_is_never_proven_is_purged(providers: Running) -> None:
    with_google(Client(), "cleo")
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        assert chores.purge_unverified() == 1
    assert not User.objects.exists()


def test_a_provider_that_tells_no_address_opens_no_account(providers: Running) -> None:
    client = Client()
    parts = urlsplit(begin(client, "google", next="/shows/"))
    query = urlencode(dict(parse_qsl(parts.query)) | {"scope": "openid"})
    page = urlunsplit(parts._replace(query=query))
    chosen = requests.post(page, data={"person": "ada"}, allow_redirects=False, timeout=60)
    answer = client.get(path_of(chosen.headers["Location"]))
    assert answer["Location"] == "/accounts/signup/?next=%2Fshows%2F"
    [message] = get_messages(answer.wsgi_request)
    assert "Google did not tell us an email address" in str(message)
    client.post("/accounts/3rdparty/signup/", {"email": "victim@reader.example"})
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
