"""Who was mailed three times within the hour is told that, and where the newest code goes."""

from __future__ import annotations

import pytest
from django.test import Client

from standins.running import Running
from tests.accounts.people import PASSWORD, mails_to, make_person
from tests.accounts.providers import with_google

pytestmark = pytest.mark.django_db

NEW = "new@reader.example"
HEADING = "No more mails for now"
ENTER = 'href="/accounts/confirm-email/">Enter the newest code</a>'


def test_of_an_address_that_is_to_be_changed() -> None:
    client, user = Client(), make_person()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for _ in range(3):
        client.post("/accounts/email/", {"action_add": "", "email": NEW})
    answer = client.post("/accounts/email/", {"action_add": "", "email": NEW})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert HEADING in page
    assert ENTER in page
    assert len(mails_to(NEW)) == 3


def test_of_one_that_google_does_not_speak_for(providers: Running) -> None:
    for _ in range(3):
        with_google(Client(), "other", sub="somebody", email=NEW, verified="yes")
    answer = with_google(Client(), "other", sub="somebody", email=NEW, verified="yes")
    page = answer.content.decode()
    assert answer.status_code == 429
    assert HEADING in page
    assert "Enter the newest code" not in page


def test_of_fresh_proof_by_mail() -> None:
    client, user = Client(), make_person()
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = "/accounts/reauthenticate/code/"
    for _ in range(3):
        assert client.post(page).status_code == 302
    answer = client.post(page)
    assert answer.status_code == 429
    assert HEADING in answer.content.decode()
    assert len(mails_to(user.email)) == 3


def test_of_signing_in_by_code() -> None:
    user = make_person()
    for _ in range(3):
        Client().post("/accounts/login/code/", {"email": user.email})
    page = Client().post("/accounts/login/code/", {"email": user.email}).content.decode()
    assert "three times within the hour" in page
    assert len(mails_to(user.email)) == 3


def test_wrong_passwords_name_the_doors_that_stay_open() -> None:
    user, client = make_person(), Client()
    for _ in range(6):
        answer = client.post("/accounts/login/", {"login": user.email, "password": "wrong-guess"})
    page = answer.content.decode()
    assert "again in five minutes" in page
    assert "a mailed code, a passkey, Apple and Google" in page
