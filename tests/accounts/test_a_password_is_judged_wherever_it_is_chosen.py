"""Joining, changing, setting a first one, and choosing one after the mailed link: one judgment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.test import Client

from accounts import passwords
from accounts.models import User
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person, sign_in

pytestmark = pytest.mark.django_db

MARGO = "margo.madison@reader.example"
ELEVEN = "kX9#vQ2!mZ7"
LONG = ("kettle fern gravel otter quilt " * 5)[:127]
REFUSED = {
    "11 characters": ELEVEN,
    "common": "passwordpassword",
    "a row of keys": "qwertyuiopasdfgh",
    "the email": MARGO,
    "little more than the email": "margo.madison2026",
    "the site's name": "fanmankind2026",
    "129 characters": f"{LONG}xy",
}
ACCEPTED = {"12 characters": f"{ELEVEN}p", "128 characters": f"{LONG}x"}


def _join(password: str) -> Any:
    client = Client()
    answer = client.post("/accounts/signup/", {"email": MARGO, "password1": password})
    if answer.status_code == 302:
        client.post(answer["Location"], {"code": mails_to(MARGO)[-1].subject.split()[0]})
    return answer


def _change(password: str) -> Any:
    client = Client()
    sign_in(client, make_person(MARGO))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    fields = {"oldpassword": PASSWORD, "password1": password}
    return client.post("/accounts/password/change/", fields)


def _set(password: str) -> Any:
    client = Client()
    sign_in(client, make_person(MARGO, password=None))
    client.post("/accounts/reauthenticate/code/")
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mails_to(MARGO)[-1].text, re.MULTILINE)
    assert code
    client.post("/accounts/reauthenticate/code/", {"code": code[1]})
    return client.post("/accounts/password/set/", {"password1": password})


def _reset(password: str) -> Any:
    make_person(MARGO)
    client = Client()
    ask_for_reset(client, MARGO)
    link = re.search(r"/accounts/password/reset/key/\S+", mails_to(MARGO)[-1].text)
    assert link
    page = client.get(link[0])
    return client.post(page["Location"], {"password1": password})


Choose = Callable[[str], Any]


@pytest.fixture(params=[_join, _change, _set, _reset], ids=["join", "change", "set", "reset"])
def choose(request: pytest.FixtureRequest) -> Choose:
    """One of the four forms, sent with a password by somebody whose address is MARGO."""
    chosen: Choose = request.param
    return chosen


def _has(password: str) -> bool:
    return any(user.check_password(password) for user in User.objects.filter(email=MARGO))


@pytest.mark.parametrize("password", REFUSED.values(), ids=REFUSED)
def test_refused(choose: Choose, password: str) -> None:
    answer = choose(password)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert not _has(password)


@pytest.mark.parametrize("password", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(choose: Choose, password: str) -> None:
    assert choose(password).status_code == 302
    assert _has(password)


def test_what_is_asked_for_is_said_in_one_sentence(choose: Choose) -> None:
    page = choose(ELEVEN).content.decode()
    found = re.search(r'id="id_password1_helptext">(.*?)</div>', page, re.DOTALL)
    assert found
    assert found[1] == str(passwords.HELP)
    assert 'aria-describedby="id_password1_' in page


def test_the_sentence_names_the_lengths_that_are_judged() -> None:
    least = settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]
    assert str(passwords.HELP).startswith(f"{least} to {passwords.LONGEST} characters")


def test_a_megabyte_is_never_hashed(choose: Choose, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 0
    kind = type(get_hasher())
    real = kind.encode

    def encode(self: Any, password: str, salt: str, *args: Any, **more: Any) -> str:
        nonlocal longest
        longest = max(longest, len(password))
        return str(real(self, password, salt, *args, **more))

    monkeypatch.setattr(kind, "encode", encode)
    answer = choose("kettle fern " * 85_000)
    assert answer.context["form"].errors["password1"]
    assert longest < 1_000
