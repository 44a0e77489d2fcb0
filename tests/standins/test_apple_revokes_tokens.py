"""Apple's revocation: for the client only, and remembered."""

from typing import Any

from standins import places
from tests.standins.flows import Desk


def _form(desk: Desk, token: str) -> dict[str, Any]:
    return {
        "client_id": places.APPLE_CLIENT_ID,
        "client_secret": desk.client_secret(),
        "token": token,
        "token_type_hint": "refresh_token",
    }


def test_a_revoked_token_is_dead(desk: Desk) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    token = desk.apple_tokens(code).json()["refresh_token"]
    assert desk.post("/apple/auth/revoke", data=_form(desk, token)).status_code == 200
    again = desk.apple_tokens("", grant_type="refresh_token", refresh_token=token)
    assert again.json()["error"] == "invalid_grant"
    assert desk.records()["revoked"] == [
        {"token": token, "token_type_hint": "refresh_token", "sub": "001001.ada.0001"}
    ]


def test_an_unknown_token_is_no_error(desk: Desk) -> None:
    assert desk.post("/apple/auth/revoke", data=_form(desk, "unknown")).status_code == 200


def test_a_wrong_secret_is(desk: Desk) -> None:
    form = _form(desk, "any") | {"client_secret": desk.client_secret(iss="ANOTHER")}
    assert desk.post("/apple/auth/revoke", data=form).status_code == 400
    assert desk.records()["revoked"] == []
