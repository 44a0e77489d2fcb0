"""Where somebody goes on after signing in is a place of ours, whatever the address says."""

import pytest
from django.test import Client

from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://localhost:8000@evil.example/",
        "http://localhost:8000.evil.example/",
        "/\t/evil.example/",
        "https://user@localhost:8000/",
        " //evil.example/",
        "/\n/evil.example",
        "http://[",
        "http://a]b/",
    ],
)
def test_elsewhere_is_refused(client: Client, place: str) -> None:
    user = make_person()
    answer = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "next": place}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "place", ["/shows/", "/a/b/?page=2#the-end", "http://localhost:8000/about/"]
)
def test_a_place_of_ours_is_kept(client: Client, place: str) -> None:
    user = make_person()
    answer = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "next": place}
    )
    assert answer["Location"] == place
