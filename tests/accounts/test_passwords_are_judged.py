"""Length, strength and what is known about a person; nothing about composition."""

from typing import Any

import pytest
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
