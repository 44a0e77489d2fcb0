"""Signed in or not, a public page is the same bytes without a cookie."""

import pytest
from django.test import Client

from accounts.me import key_of
from accounts.models import User
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_the_same_bytes_and_no_cookie(client: Client) -> None:
    article = make_article()
    anonymous = Client().get(article.get_url())
    sign_in(client, make_person(name="Ana Bell"))
    known = client.get(article.get_url())
    assert known.content == anonymous.content
    assert known.headers["ETag"] == anonymous.headers["ETag"]
    assert not known.cookies
    assert "Cookie" not in known.headers.get("Vary", "")
    assert "Ana Bell" not in known.content.decode()


def test_the_private_answer_names_the_person_and_is_never_stored(client: Client) -> None:
    sign_in(client, make_person(name="Ana Bell"))
    answer = client.get("/reading/me.json")
    said = {"signed_in": True, "name": "Ana Bell", "portrait": ""}
    assert answer.json() == answer.json() | said
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.post("/reading/me.json").status_code == 405


def test_the_hint_comes_with_signing_in_and_goes_with_signing_out(client: Client) -> None:
    user: User = make_person()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    hint = client.cookies["signed_in"]
    assert hint.value == f"1.{key_of(user)}"  # whose, by a name that says nothing
    assert hint["samesite"] == "Lax"
    client.post("/accounts/logout/")
    assert client.cookies["signed_in"].value == ""


def test_a_hint_that_is_out_of_date_says_so(client: Client) -> None:
    client.cookies["signed_in"] = "1"
    assert client.get("/reading/me.json").json() == {"signed_in": False}
    assert client.cookies["signed_in"].value == "0"


def test_signing_in_from_a_page_leads_back_to_it(client: Client) -> None:
    article = make_article()
    path = article.get_url()
    page = client.get(path).content.decode()
    assert f'href="/accounts/login/?next={path}"' in page
    user = make_person()
    answer = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "next": path}
    )
    assert answer["Location"] == path
