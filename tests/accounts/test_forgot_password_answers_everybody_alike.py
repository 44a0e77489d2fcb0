"""Known, unknown, unverified, deactivated, Apple-only or Google-only: the same answer and work."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import ResetRequest
from tests.accounts.people import ask_for_reset, make_person, make_social_person

pytestmark = pytest.mark.django_db

SENT = (
    "Reset password instructions sent. If you have an account with us, "
    "you will receive an email within a few minutes."
)


@pytest.fixture
def addresses() -> dict[str, str]:
    return {
        "unknown": "nobody@reader.example",
        "known": make_person().email,
        "unverified": make_person(verified=False).email,
        "deactivated": make_person(is_active=False).email,
        "apple": make_social_person("apple").email,
        "google": make_social_person("google").email,
    }


def _answer(email: str) -> tuple[Any, ...]:
    client = Client()
    client.get("/accounts/password/reset/")
    with CaptureQueriesContext(connection) as queries:
        answer = ask_for_reset(client, email)
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    asked = [query["sql"] for query in queries.captured_queries]
    kinds = [sql.split(" ")[0] for sql in asked if '"account' in sql]  # not those of the cache
    done = client.get(answer["Location"])
    return answer.status_code, headers, kinds, done.status_code, done.content


def test_status_headers_page_and_queries(addresses: dict[str, str]) -> None:
    answers = {kind: _answer(email) for kind, email in addresses.items()}
    expected = answers["unknown"]
    assert expected[0] == 302
    assert SENT in expected[4].decode()
    for kind, answer in answers.items():
        assert answer == expected, kind


def test_the_request_writes_one_row_and_no_mail(addresses: dict[str, str]) -> None:
    for email in addresses.values():
        ask_for_reset(Client(), email)
    assert ResetRequest.objects.count() == len(addresses)
    from accounts.models import OutboxMail

    assert not OutboxMail.objects.exists()


def test_an_address_in_capitals_is_the_same_address() -> None:
    ask_for_reset(Client(), "SomeBody@Reader.Example")
    assert ResetRequest.objects.get().email == "somebody@reader.example"
