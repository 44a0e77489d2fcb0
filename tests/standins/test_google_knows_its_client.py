"""Google's stand-in checks who asks, where people return to, and that a code is used once."""

import pytest
import requests

from standins import places
from tests.standins.flows import GOOGLE_RETURN, Desk


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "another"}, {"redirect_uri": "https://attacker.example/"}, {"client_id": ""}],
    ids=str,
)
def test_nobody_is_sent_anywhere_for_a_stranger(desk: Desk, changes: dict[str, str]) -> None:
    asked = desk.google_request(**changes)
    for answer in (
        desk.get("/google/authorize", params=asked, allow_redirects=False),
        desk.post("/google/authorize", params=asked, data={"person": "ada"}),
    ):
        assert answer.status_code == 400
        assert "Location" not in answer.headers


@pytest.mark.parametrize("changes", [{"client_secret": "wrong"}, {"client_id": "x"}], ids=str)
def test_the_secret_is_checked(desk: Desk, changes: dict[str, str]) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    answer = desk.google_tokens(code, **changes)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_the_secret_may_come_as_basic_authorization(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    answer = desk.post(
        "/google/token",
        auth=(places.GOOGLE_CLIENT_ID, places.GOOGLE_CLIENT_SECRET),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": GOOGLE_RETURN,
            "code_verifier": desk.verifier,
        },
    )
    assert answer.status_code == 200


def test_a_code_works_once(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    assert desk.google_tokens(code).status_code == 200
    assert desk.google_tokens(code).json()["error"] == "invalid_grant"


def test_the_address_must_be_the_same_again(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    answer = desk.google_tokens(code, redirect_uri=f"{GOOGLE_RETURN}elsewhere")
    assert answer.json()["error"] == "invalid_grant"


def test_the_calls_are_on_record(desk: Desk) -> None:
    answer: requests.Response = desk.google_tokens("no-such-code")
    (call,) = desk.records()["token_calls"]
    assert call["provider"] == "google"
    assert call["status"] == answer.status_code == 400
    assert call["fields"]["code"] == "no-such-code"
