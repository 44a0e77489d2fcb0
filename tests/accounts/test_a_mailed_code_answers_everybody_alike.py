"""Signing in by mailed code tells a known address from an unknown one by nothing."""

import re
from datetime import timedelta

import pytest
import requests
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import OutboxMail
from standins.running import Running
from tests.accounts.people import mails_to, make_person, plain, sign_in
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
UNKNOWN = "nobody@reader.example"


def _code(email: str) -> str:
    return mails_to(email)[-1].subject.split()[0]


def _writes(queries: CaptureQueriesContext) -> list[str]:
    words = (query["sql"].split() for query in queries)
    return [" ".join(word[:3]) for word in words if word[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_asking_entering_a_wrong_one_and_asking_again() -> None:
    seen = []
    for email in (make_person().email, UNKNOWN):
        client = Client()
        asked = plain(client.post(ASK, {"email": email}), email)
        shown = plain(client.get(CONFIRM), email)
        wrong = plain(client.post(CONFIRM, {"code": "WRONG1"}), email)
        with CaptureQueriesContext(connection) as queries:
            again = plain(client.post(CONFIRM, {"action": "resend"}), email)
        after = plain(client.get(CONFIRM), email)
        mails = OutboxMail.objects.filter(to=email).count()
        seen.append((asked, shown, wrong, again, after, _writes(queries), mails))
    assert seen[0] == seen[1]
    assert seen[0][-1] == 2


def test_another_code_is_the_one_that_works() -> None:
    user, client = make_person(), Client()
    client.post(ASK, {"email": user.email})
    first = _code(user.email)
    client.post(CONFIRM, {"action": "resend"})
    client.post(CONFIRM, {"code": first})
    assert not is_in(client)
    client.post(CONFIRM, {"code": _code(user.email)})
    assert is_in(client)


@pytest.mark.parametrize("known", [True, False])
def test_an_address_gets_three_mails_an_hour_others_asked_for_among_them(known: bool) -> None:
    email = make_person().email if known else UNKNOWN
    client = Client()
    client.post(ASK, {"email": email})
    client.post(CONFIRM, {"action": "resend"})
    Client().post(ASK, {"email": email})
    client.post(CONFIRM, {"action": "resend"})
    page = Client().post(ASK, {"email": email.upper()}).content.decode()
    assert "try again in an hour" in page
    assert OutboxMail.objects.filter(to__iexact=email).count() == 3


def test_it_holds_for_ten_minutes() -> None:
    user, client = make_person(), Client()
    client.post(ASK, {"email": user.email})
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        client.post(CONFIRM, {"code": _code(user.email)})
        assert not is_in(client)


def test_it_holds_for_three_tries() -> None:
    user, client = make_person(), Client()
    client.post(ASK, {"email": user.email})
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": _code(user.email)})
    assert not is_in(client)


def test_so_does_the_code_that_gives_fresh_proof() -> None:
    user, client = make_person(password=None), Client()
    sign_in(client, user)
    for late in (True, False):
        client.post("/accounts/reauthenticate/code/")
        moment = timezone.now() + timedelta(minutes=10, seconds=1) * late
        for _ in range(0 if late else 3):
            client.post("/accounts/reauthenticate/code/", {"code": "WRONG123"})
        code = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mails_to(user.email)[-1].text, re.MULTILINE)
        with time_machine.travel(moment):
            answer = client.post("/accounts/reauthenticate/code/", {"code": code[0]})
        assert answer.status_code == 200  # the right one leads on


def test_a_machine_gets_none_and_uses_up_nobodys_mails(recaptcha: Running) -> None:
    user = make_person()
    for _ in range(4):
        Client().post(ASK, {"email": user.email, "captcha": "made-up"})
    assert not OutboxMail.objects.exists()
    fields = {"sitekey": recaptcha.environment["RECAPTCHA_SITE_KEY"], "action": "login_code",
              "hostname": "localhost"}  # fmt: skip
    token = requests.post(f"{recaptcha.url}/recaptcha/api/token", data=fields, timeout=60).json()
    answer = Client().post(ASK, {"email": user.email, "captcha": token["token"]})
    assert answer.status_code == 302
    assert OutboxMail.objects.count() == 1
