"""Length, strength and what is known about a person; nothing about composition."""

import time
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.test import Client

from accounts.models import User
from tests.accounts.people import PASSWORD, join, make_person, sign_in

pytestmark = pytest.mark.django_db


def _join(password: str, email: str = "margo.madison@reader.example") -> Any:
    return Client().post("/accounts/signup/", {"email": email, "password1": password})


@pytest.mark.parametrize(
    "password",
    [
        "gravel lantern otter quilt",
        "only-small-letters-here-and-long",
        "пароль из нескольких слов подряд",
        "🛰️🪐🌕🚀 kettle fern",
        ("kettle fern " * 11)[:128],
        " begins and ends with blanks ",
        "!@#$%^&*()_+{}|:",
        "🛰🪐🌕🚀🛸🌟🌠🎇🎆🌌🌃🌙",
        "fanmankind 🛰🪐🌕🚀🛸🌟🌠",
    ],
)
def test_accepted(password: str) -> None:
    join(Client(), "margo.madison@reader.example", password)
    assert User.objects.get().check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "too-shortly",
        "passwordpassword",
        "111111111111111",
        "abcdefghijklmnop",
        "qwertyuiopasdfgh",
        "margo.madison@reader.example",
        "fanmankind fanmankind",
        "fanmankind2026",
        "kettle fern " * 11,
        "",
    ],
)
def test_refused_at_the_field(password: str) -> None:
    answer = _join(password)
    assert answer.status_code == 200
    assert not User.objects.exists()
    assert answer.context["form"].errors["password1"]


KNOWN = "This password is little more than your address, your name or ours."


@pytest.mark.parametrize(
    ("password", "is_known"),
    [
        ("qx7k", False),
        ("!!!!!!!!!!!!!!!!", False),
        ("🙂" * 12, False),
        ("fanmankind2026", True),
        ("FANMANKIND!!!!!!", True),
        ("fanmankind - ?! - fanmankind", True),
        ("margo-madison-reader-example", True),
    ],
)
def test_the_reason_is_the_true_one(password: str, is_known: bool) -> None:
    errors = _join(password).context["form"].errors["password1"]
    assert errors
    assert (KNOWN in errors) is is_known


def test_a_megabyte_is_refused_quickly() -> None:
    answer = _join("x" * 1_000_000)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]


@pytest.mark.parametrize("weak", ["passwordpassword", "fanmankind2026"])
def test_changing_is_judged_the_same_way_and_asks_for_the_present_one(
    client: Client, weak: str
) -> None:
    user = make_person()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    new = "another-window-silver-thimble"
    for fields in (
        {"oldpassword": PASSWORD, "password1": weak},
        {"oldpassword": "wrong", "password1": new},
    ):
        answer = client.post("/accounts/password/change/", fields)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new})
    assert User.objects.get(pk=user.pk).check_password(new)


COMPOSED, TAKEN_APART = "caf\u00e9 gravel \ufb01ddle", "cafe\u0301 gravel fiddle"


def _signs_in(email: str, password: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": password})
    return bool(client.get("/reading/me.json").json()["signed_in"])


@pytest.mark.parametrize("chosen", [COMPOSED, TAKEN_APART])
def test_another_keyboard_writes_the_same_password(chosen: str) -> None:
    join(Client(), "margo.madison@reader.example", chosen)
    for typed in (COMPOSED, TAKEN_APART):
        assert _signs_in("margo.madison@reader.example", typed)
    assert not _signs_in("margo.madison@reader.example", "cafe gravel fiddle")


def test_one_kept_as_it_was_typed_still_works() -> None:
    user = make_person()
    User.objects.filter(pk=user.pk).update(password=make_password(TAKEN_APART))
    assert _signs_in(user.email, TAKEN_APART)


def test_wide_letters_do_not_make_a_weak_one_strong() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "passwordpassword")
    answer = _join(wide)
    assert answer.context["form"].errors["password1"]


@pytest.mark.parametrize("typed", ["plain-letters", TAKEN_APART])
def test_a_wrong_one_takes_as_much_work_for_everybody(
    monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    known, without = make_person().email, make_person(password=None).email
    hashed: list[str] = []
    kind = type(get_hasher())
    real = kind.encode

    def encode(self: Any, password: str, salt: str, *args: Any, **more: Any) -> str:
        hashed.append(password)
        return str(real(self, password, salt, *args, **more))

    monkeypatch.setattr(kind, "encode", encode)
    counts = []
    for email in (known, without, "nobody@reader.example"):
        hashed.clear()
        _signs_in(email, typed)
        counts.append(len(hashed))
    assert len(set(counts)) == 1


def test_a_megabyte_of_marks_is_refused_quickly() -> None:
    user = make_person()
    start = time.monotonic()
    assert not _signs_in(user.email, "a" + "\u0301\u0323" * 200_000)
    assert time.monotonic() - start < 5
