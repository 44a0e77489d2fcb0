"""A taken address gets the same answer and the same work as a free one."""

import re
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client

from accounts.models import OutboxMail, User
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

NEW = "gravel-lantern-otter-quilt"


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
    again = client.post("/accounts/login/", {"login": "free@reader.example", "password": NEW})
    assert again.status_code == 302
    assert not client.get("/reading/me.json").json()["signed_in"]
