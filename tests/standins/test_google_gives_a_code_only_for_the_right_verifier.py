"""PKCE at Google's stand-in: S256, asked for and checked."""

import pytest

from tests.standins.flows import Desk


def test_the_right_verifier_gets_tokens(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    answer = desk.google_tokens(code)
    assert answer.status_code == 200
    assert {"access_token", "id_token", "token_type", "expires_in"} <= set(answer.json())


@pytest.mark.parametrize("verifier", ["", "another-verifier-of-the-same-length"])
def test_any_other_gets_none(desk: Desk, verifier: str) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    answer = desk.google_tokens(code, code_verifier=verifier)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_grant"


def test_a_wrong_guess_uses_the_code_up(desk: Desk) -> None:
    code = desk.google_answer({"person": "ada"})["code"]
    desk.google_tokens(code, code_verifier="wrong")
    assert desk.google_tokens(code).status_code == 400


@pytest.mark.parametrize(
    "changes", [{"code_challenge": ""}, {"code_challenge_method": "plain"}], ids=str
)
def test_a_request_without_a_challenge_is_sent_back(desk: Desk, changes: dict[str, str]) -> None:
    asked = desk.google_request(**changes)
    answer = desk.get("/google/authorize", params=asked, allow_redirects=False)
    assert "error=invalid_request" in answer.headers["Location"]
    assert "state=the-state" in answer.headers["Location"]
