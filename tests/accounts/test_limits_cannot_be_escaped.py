"""Guesses are limited by address and by network, whatever headers and settings say."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person

pytestmark = pytest.mark.django_db

TOO_MANY = "Too many wrong passwords"


def _guess(email: str, password: str = "wrong-guess", **headers: str) -> Any:
    return Client(headers=headers).post("/accounts/login/", {"login": email, "password": password})


def test_guesses_at_one_address_end_whatever_network_they_claim() -> None:
    user = make_person()
    pages = [
        _guess(user.email, **{"x-forwarded-for": f"203.0.113.{n}"}).content.decode()
        for n in range(8)
    ]
    assert [TOO_MANY in page for page in pages] == [False] * 5 + [True] * 3


def test_guesses_from_one_network_end_whatever_addresses_they_try() -> None:
    people = [make_person().email for _ in range(12)]
    pages = [
        _guess(email, **{"x-forwarded-for": f"203.0.113.{n}"}).content.decode()
        for n, email in enumerate(people)
    ]
    assert [TOO_MANY in page for page in pages] == [False] * 10 + [True] * 2


def test_behind_a_proxy_only_what_the_proxy_saw_counts(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    people = [make_person().email for _ in range(12)]
    pages = [
        _guess(email, **{"x-forwarded-for": f"203.0.113.{n}, 198.51.100.7"}).content.decode()
        for n, email in enumerate(people)
    ]
    assert [TOO_MANY in page for page in pages] == [False] * 10 + [True] * 2


@pytest.mark.parametrize("count", [0, 1, 2, 9])
@pytest.mark.parametrize("header", ["", "nonsense", "1.2.3.4, <script>", ",,,", "::1", "9" * 4000])
def test_a_wrong_proxy_setting_or_header_never_breaks_a_page(
    settings: Any, count: int, header: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    user = make_person()
    answer = _guess(user.email, PASSWORD, **{"x-forwarded-for": header})
    assert answer.status_code == 302


def test_a_strangers_guesses_do_not_keep_the_owner_from_the_way_back() -> None:
    user = make_person()
    for _ in range(8):
        _guess(user.email)
    assert TOO_MANY in _guess(user.email, PASSWORD).content.decode()
    assert ask_for_reset(Client(), user.email).status_code == 302
    assert "password/reset/key" in mails_to(user.email)[-1].text
    code = Client().post("/accounts/login/code/", {"email": user.email})
    assert code.status_code == 302
    assert any(mail.purpose == "login_code" for mail in mails_to(user.email))


def test_further_names_of_the_site_give_no_further_guesses(settings: Any) -> None:
    names = [f"alias-{n}.fanmankind.test" for n in range(8)]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *names]
    user = make_person()
    pages = [
        _guess(user.email.upper() if n % 2 else user.email, host=name).content.decode()
        for n, name in enumerate(names)
    ]
    assert [TOO_MANY in page for page in pages] == [False] * 5 + [True] * 3


def test_too_many_requests_get_a_designed_page() -> None:
    answers = [ask_for_reset(Client(), f"a{n}@reader.example") for n in range(22)]
    assert answers[-1].status_code == 429
    assert "<h1" in answers[-1].content.decode()
    assert "masthead" in answers[-1].content.decode()
