"""Account pages are at SITE_URL alone, with the headers that production sends."""

from typing import Any

import pytest
from django.test import Client

from tests.accounts.people import make_person, sign_in

pytestmark = pytest.mark.django_db

SITE, ALIAS = "https://fanmankind.test", "www.fanmankind.test"


@pytest.fixture
def production(settings: Any) -> Any:
    settings.IS_LOCAL = False
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["fanmankind.test", ALIAS]
    return settings


@pytest.mark.parametrize(
    "path",
    ["/accounts/login/?next=%2Fshows%2F", "/cms/", "/.well-known/change-password"],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_another_name_leads_there(production: Any, path: str, method: str) -> None:
    answer = getattr(Client(headers={"host": ALIAS}), method)(path)
    assert (answer.status_code, answer["Location"]) == (302, SITE + path)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("host", ["fanmankind.test", "fanmankind.test:443"])
def test_the_one_host_answers_itself(production: Any, host: str) -> None:
    assert Client(headers={"host": host}).get("/accounts/login/").status_code == 200


@pytest.mark.parametrize("path", ["login", "signup", "password/reset", "profile", "none"])
def test_its_pages_are_https_alone_and_share_no_window(production: Any, path: str) -> None:
    # What SECURE_HSTS_SECONDS is there: test_an_unsafe_production_site_does_not_start.
    production.SECURE_HSTS_SECONDS = 31_536_000
    client = Client(headers={"host": "fanmankind.test"})
    answer = client.get(f"/accounts/{path}/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_public_pages_are_the_same_on_every_name(production: Any) -> None:
    assert Client(headers={"host": ALIAS}).get("/robots.txt").status_code == 200


def test_a_strange_host_is_still_refused(production: Any) -> None:
    assert Client(headers={"host": "evil.example"}).get("/accounts/login/").status_code == 400


def test_the_well_known_address_leads_to_changing_the_password(client: Client) -> None:
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/change/")
    sign_in(client, make_person())
    assert client.get(answer["Location"]).status_code == 200


def test_a_made_up_well_known_address_is_not_found(client: Client) -> None:
    # What password managers ask in order to trust the one above (W3C, change-password-url).
    made_up = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
    assert client.get(made_up, follow=True).status_code == 404
