"""The people at Google's stand-in, and what its id_token says about each."""

from typing import Any

import jwt
import pytest
from cryptography.x509 import load_pem_x509_certificate

from standins import places
from tests.standins.flows import Desk

PEOPLE = [
    ("ada", "ada.lind@gmail.com", True, None),
    ("bo", "bo@marsh.example", True, "marsh.example"),
    ("cleo", "cleo@ray.example", True, None),
    ("dan", "dan@voss.example", False, None),
]


@pytest.mark.parametrize(("key", "email", "verified", "hd"), PEOPLE)
def test_everybody_on_the_list(
    desk: Desk, key: str, email: str, verified: bool, hd: str | None
) -> None:
    claims = desk.google_claims({"person": key})
    assert claims["email"] == email
    assert claims["email_verified"] is verified
    assert claims.get("hd") == hd
    assert claims["sub"] == f"google-{key}"
    assert "picture" not in claims


def test_anybody_typed_in(desk: Desk) -> None:
    typed = {"person": "other", "email": "kim@x.example", "name": "Kim Ode", "hd": "x.example"}
    claims = desk.google_claims(typed | {"sub": "117", "verified": "yes"})
    expected: dict[str, Any] = {
        "sub": "117", "email": "kim@x.example", "email_verified": True, "name": "Kim Ode",
        "given_name": "Kim", "family_name": "Ode", "hd": "x.example",
    }  # fmt: skip
    assert claims | expected == claims
    assert desk.google_claims(typed)["email_verified"] is False


def test_the_same_typed_email_is_the_same_account(desk: Desk) -> None:
    first, second = (
        desk.google_claims({"person": "other", "email": email})["sub"]
        for email in ("kim@x.example", "Kim@X.example")
    )
    assert first == second


def test_choosing_nobody_shows_the_page_again(desk: Desk) -> None:
    asked = desk.google_request()
    answer = desk.post("/google/authorize", params=asked, data={"person": "other"})
    assert answer.status_code == 400
    assert "type a sub or an email" in answer.text


def test_the_token_is_signed_with_a_published_certificate(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"}, nonce="a-nonce")["code"]
    token = desk.google_tokens(code).json()["id_token"]
    certificate = desk.get("/google/certs").json()[jwt.get_unverified_header(token)["kid"]]
    claims = jwt.decode(
        token,
        load_pem_x509_certificate(certificate.encode()).public_key(),
        algorithms=["RS256"],
        audience=places.GOOGLE_CLIENT_ID,
        issuer=desk.running.environment["GOOGLE_STANDIN_URL"],
    )
    assert claims["nonce"] == "a-nonce"


def test_only_what_was_asked_for(desk: Desk) -> None:
    claims = desk.google_claims({"person": "ada"}, scope="openid")
    assert not {"email", "email_verified", "name"} & set(claims)


def test_userinfo_says_the_same(desk: Desk) -> None:
    code = desk.google_answer({"person": "bo"})["code"]
    token = desk.google_tokens(code).json()["access_token"]
    given = desk.get("/google/userinfo", headers={"Authorization": f"Bearer {token}"}).json()
    assert given["email"] == "bo@marsh.example"
    assert given["email_verified"] is given["verified_email"] is True
    assert given["sub"] == given["id"] == "google-bo"
    assert desk.get("/google/userinfo").status_code == 401
