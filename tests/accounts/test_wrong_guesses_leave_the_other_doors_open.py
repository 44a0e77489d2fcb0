"""A stranger's wrong passwords close the password's door for a while, and no other one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.test import Client

from accounts.models import User
from standins.running import Running
from tests.accounts.keys import PRESENT, VERIFIED, answer
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person
from tests.accounts.providers import is_in, with_apple, with_google

pytestmark = pytest.mark.django_db

TOO_MANY = "Too many wrong passwords"


def _besiege(email: str) -> User:
    """Guess until the password's door is closed, to the right password too."""
    user = User.objects.filter(email=email).first() or make_person(email)
    if not user.has_usable_password():
        user.set_password(PASSWORD)
        user.save()
    for _ in range(6):
        Client().post("/accounts/login/", {"login": email, "password": "wrong"})
    page = Client().post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert TOO_MANY in page.content.decode()
    return user


def test_forgot_password_opens_the_door_again() -> None:
    user = _besiege("owner@reader.example")
    owner = Client()
    ask_for_reset(owner, user.email)
    link = next(line for line in mails_to(user.email)[-1].text.splitlines() if "/key/" in line)
    page = owner.get(link.removeprefix("http://localhost:8000"), follow=True)
    new = "marble-kettle-ferry-cloud"
    owner.post(page.request["PATH_INFO"], {"password1": new})
    owner.post("/accounts/login/", {"login": user.email, "password": new})
    assert is_in(owner)


def test_a_mailed_code_opens() -> None:
    user = _besiege("owner@reader.example")
    owner = Client()
    owner.post("/accounts/login/code/", {"email": user.email})
    code = mails_to(user.email)[-1].subject.split()[0]
    owner.post("/accounts/login/code/confirm/", {"code": code})
    assert is_in(owner)


@pytest.mark.parametrize("enter", [with_google, with_apple])
def test_google_and_apple_open(providers: Running, enter: Any) -> None:
    first, owner = Client(), Client()
    enter(first)
    assert is_in(first)
    _besiege(str(User.objects.get().email))
    enter(owner)
    assert is_in(owner)


def test_a_passkey_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    user = _besiege("owner@reader.example")
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    # The signature is allauth's to judge; whether the door is reached at all is what counts here.
    monkeypatch.setattr(auth, "extract_user_from_response", lambda answer: user)
    monkeypatch.setattr(auth, "complete_authentication", lambda person, answer: key)
    owner, credential = Client(), json.dumps(answer(PRESENT | VERIFIED))
    owner.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert is_in(owner)
