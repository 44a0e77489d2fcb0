"""Apple's client secret: ES256 with our key, and every claim of it."""

import time
from pathlib import Path
from typing import Any

import pytest

from standins.keys import kept_ec_key
from tests.standins.flows import Desk


def test_the_right_one_gets_tokens(desk: Desk) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    answer = desk.apple_tokens(code)
    assert answer.status_code == 200
    assert {"access_token", "refresh_token", "id_token"} <= set(answer.json())


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "ANOTHER"},
        {"aud": "https://somebody.example"},
        {"sub": "another.client"},
        {"kid": "ANOTHER"},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 400 * 24 * 3600},
    ],
    ids=["issuer", "audience", "subject", "key", "expired", "too long"],
)
def test_a_wrong_one_gets_none(desk: Desk, changes: dict[str, Any]) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    answer = desk.apple_tokens(code, client_secret=desk.client_secret(**changes))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_nor_one_of_another_key(desk: Desk, tmp_path: Path) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    secret = desk.client_secret(key=kept_ec_key(tmp_path / "another.pem"))
    assert desk.apple_tokens(code, client_secret=secret).json()["error"] == "invalid_client"


def test_a_code_works_once(desk: Desk) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    desk.apple_tokens(code)
    assert desk.apple_tokens(code).json()["error"] == "invalid_grant"


def test_a_refresh_token_gets_new_tokens(desk: Desk) -> None:
    code = desk.apple_answer({"person": "ada"})["code"]
    token = desk.apple_tokens(code).json()["refresh_token"]
    again = desk.apple_tokens("", grant_type="refresh_token", refresh_token=token)
    assert again.status_code == 200
