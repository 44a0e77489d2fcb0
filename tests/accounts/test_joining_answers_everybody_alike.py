"""A taken address gets the same answer and the same work as a free one."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import OutboxMail, User
from tests.accounts.people import PASSWORD, make_person, plain

pytestmark = pytest.mark.django_db

NEW = "gravel-lantern-otter-quilt"
OTHER = "another-window-silver-thimble"
FREE = "free@reader.example"
CONFIRM = "/accounts/confirm-email/"


def _join(email: str, password: str = NEW) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/accounts/signup/", {"email": email, "password1": password})


def _seen(email: str) -> tuple[Any, ...]:
    client, answer = _join(email)
    following = client.get(answer["Location"])
    page = following.content.decode().replace(email, "ADDRESS")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return answer.status_code, answer["Location"], following.status_code, page


def test_status_address_and_page() -> None:
    taken = make_person()
    assert _seen(taken.email) == _seen("free@reader.example")


def test_both_hash_a_password(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    taken = make_person()
    hashed: list[str] = []
    hasher = hashers.get_hasher()
    real = type(hasher).encode

    def encode(self: Any, password: str, salt: str, *args: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return str(real(self, password, salt, *args, **kwargs))

    monkeypatch.setattr(type(hasher), "encode", encode)
    _join("free@reader.example")
    free, hashed[:] = len(hashed), []
    _join(taken.email)
    assert len(hashed) == free == 1


def test_a_taken_address_is_mailed_its_owner_and_keeps_its_password() -> None:
    taken = make_person()
    _join(taken.email, "another-window-silver-thimble")
    assert OutboxMail.objects.get(to=taken.email).purpose == "account_already_exists"
    assert User.objects.get(pk=taken.pk).check_password(PASSWORD)
    assert User.objects.count() == 1


def test_a_free_address_is_mailed_a_code_that_verifies_it() -> None:
    client, answer = _join("free@reader.example")
    [mail] = OutboxMail.objects.filter(to="free@reader.example")
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.text, re.MULTILINE)
    assert code, mail.text
    client.post(answer["Location"], {"code": code[1]})
    assert client.get("/reading/me.json").json()["signed_in"]


@pytest.mark.parametrize("code", ["", "WRONGX", "x" * 5000, "\x00", "é"])
def test_a_wrong_code_signs_nobody_in(code: str) -> None:
    client, answer = _join("free@reader.example")
    reply = client.post(answer["Location"], {"code": code})
    assert reply.status_code in {200, 302}
    assert not client.get("/reading/me.json").json()["signed_in"]


def test_nobody_is_signed_in_before_the_address_is_proven() -> None:
    client, _ = _join("free@reader.example")
    assert not client.get("/reading/me.json").json()["signed_in"]
    assert not User.objects.exists()


@pytest.mark.parametrize("elsewhere", [True, False])
def test_signing_in_with_what_was_chosen_does_not_tell_them_apart(elsewhere: bool) -> None:
    seen = []
    for email in (make_person().email, "free@reader.example"):
        client, _ = _join(email, OTHER)
        client = Client() if elsewhere else client
        answer = client.post("/accounts/login/", {"login": email, "password": OTHER})
        seen.append(plain(answer, email))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("code", ["WRONG-CODE", ""])
def test_nor_does_a_wrong_code(code: str) -> None:
    seen = []
    for email in (make_person().email, "free@reader.example"):
        client, answer = _join(email)
        seen.append([plain(client.post(answer["Location"], {"code": code}), email) for _ in "1234"])
    assert seen[0] == seen[1]


def test_nor_does_another_code_which_is_as_much_work() -> None:
    seen = []
    for email in (make_person().email, "free@reader.example"):
        client, joined = _join(email)
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(joined["Location"], {"action": "resend"})
        kinds = [query["sql"].split(maxsplit=1)[0] for query in queries]
        seen.append((plain(answer, email), kinds, OutboxMail.objects.filter(to=email).count()))
    assert seen[0] == seen[1]
    assert seen[0][2] == 2


def test_an_address_gets_three_mails_an_hour_whoever_asks() -> None:
    for email in (make_person().email, "free@reader.example"):
        client, joined = _join(email)
        _join(email)
        client.post(joined["Location"], {"action": "resend"})
        refused = client.post(joined["Location"], {"action": "resend"})
        assert refused.status_code == 429
        assert "try again in an hour" in refused.content.decode()
        assert _join(email)[1].status_code == 429
        assert OutboxMail.objects.filter(to=email).count() == 3


def test_whoever_lost_the_page_joins_again_and_every_code_is_its_own_browsers() -> None:
    stranger, _ = _join(FREE, OTHER)
    owner, _ = _join(FREE)
    codes = [mail.subject.split()[0] for mail in OutboxMail.objects.filter(to=FREE).order_by("pk")]
    stranger.post(CONFIRM, {"code": codes[1]})
    owner.post(CONFIRM, {"code": codes[0]})
    assert not User.objects.exists()
    owner.post(CONFIRM, {"code": codes[1].replace("-", "").lower()})
    assert User.objects.get().check_password(NEW)
    assert stranger.post(CONFIRM, {"code": codes[0]})["Location"] == "/accounts/login/"
    assert User.objects.get().check_password(NEW)


def test_a_code_holds_for_ten_minutes_and_three_tries() -> None:
    late, joined = _join(FREE)
    [mail] = OutboxMail.objects.filter(to=FREE)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        late.post(joined["Location"], {"code": mail.subject.split()[0]})
    guessing, _ = _join(FREE)
    for _ in range(3):
        guessing.post(CONFIRM, {"code": "WRONG-CODE"})
    guessing.post(CONFIRM, {"code": OutboxMail.objects.latest("pk").subject.split()[0]})
    assert not User.objects.exists()


def test_what_was_begun_is_not_kept() -> None:
    client, _ = _join(FREE)
    assert client.session.get_expiry_age() <= 3600
    person = make_person()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "accounts_joining" not in client.session
    assert client.session.get_expiry_age() > 3600


def test_an_account_that_a_stranger_began_gives_way_to_whoever_proves_the_address() -> None:
    begun = make_person(FREE, verified=False, password=OTHER)
    client, joined = _join(FREE)
    client.post(joined["Location"], {"code": OutboxMail.objects.get().subject.split()[0]})
    assert User.objects.get().pk != begun.pk
    assert User.objects.get().check_password(NEW)
    assert client.get("/reading/me.json").json()["signed_in"]
