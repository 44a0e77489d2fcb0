"""Whatever address of the library's can be opened is a page of ours, leads to one, or is not there.

The addresses are asked of the library itself, so that one which a new release brings is met too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import allauth.urls
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver

from standins.running import Running
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

MADE_UP = {"uidb36": "1", "key": "made-up", "pk": "1"}


def _addresses(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        text = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, text)
        elif isinstance(pattern, URLPattern):
            yield re.sub(
                r"\(\?P<(\w+)>[^)]+\)|<(?:\w+:)?(\w+)>",
                lambda found: MADE_UP[found[1] or found[2]],
                text,
            )


@pytest.fixture
def member() -> Client:
    user, client = make_person(), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def _assert_ours(client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    if answer.request["PATH_INFO"] == "/":  # back to the front page, which is no page of accounts
        return
    assert answer.status_code in {200, 401, 404}, (address, answer.status_code)
    page = answer.content.decode()
    assert page.count('<a class="skip"') == page.count("<h1") == 1, address
    assert answer.status_code == 404 or "css/accounts.css" in page, address


@pytest.mark.usefixtures("providers")
def test_signed_out_and_signed_in(member: Client) -> None:
    found = sorted(set(_addresses(allauth.urls.urlpatterns)))
    assert len(found) > 40
    for address in found:
        for client in (Client(), member):
            _assert_ours(client, f"/accounts/{address}")


def test_the_form_for_people_without_an_address_is_not_used(
    providers: Running, client: Client
) -> None:
    assert client.get("/accounts/3rdparty/signup/")["Location"] == "/accounts/signup/"
