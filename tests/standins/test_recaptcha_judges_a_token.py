"""The verifier's answers when nothing is switched."""

from datetime import datetime

import pytest

from standins import places
from tests.standins.flows import Desk


def test_a_score_with_its_action_and_host(desk: Desk) -> None:
    answer = desk.verify(desk.captcha_token("forgot")).json()
    assert answer["success"] is True
    assert answer["score"] == 0.9
    assert (answer["action"], answer["hostname"]) == ("forgot", "localhost")
    assert datetime.fromisoformat(answer["challenge_ts"])


def test_a_checkbox_has_no_score(desk: Desk) -> None:
    answer = desk.verify(desk.captcha_token(checkbox=True), checkbox=True).json()
    assert answer["success"] is True
    assert not {"score", "action"} & set(answer)


def test_a_token_counts_once(desk: Desk) -> None:
    token = desk.captcha_token()
    assert desk.verify(token).json()["success"] is True
    again = desk.verify(token).json()
    assert again == {"success": False, "error-codes": ["timeout-or-duplicate"]}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "missing-input-secret"),
        ({"secret": "wrong", "response": "x"}, "invalid-input-secret"),
        ({"secret": places.RECAPTCHA_SECRET_KEY}, "missing-input-response"),
        ({"secret": places.RECAPTCHA_SECRET_KEY, "response": "x"}, "invalid-input-response"),
    ],
)
def test_what_is_wrong_is_named(desk: Desk, form: dict[str, str], code: str) -> None:
    answer = desk.post("/recaptcha/api/siteverify", data=form).json()
    assert answer == {"success": False, "error-codes": [code]}


def test_keys_of_the_two_kinds_do_not_mix(desk: Desk) -> None:
    answer = desk.verify(desk.captcha_token(checkbox=True)).json()
    assert answer["error-codes"] == ["invalid-input-response"]


def test_every_field_of_a_call_is_on_record(desk: Desk) -> None:
    desk.verify("a-token", headers={"X-Forwarded-For": "203.0.113.7"})
    (call,) = desk.records()["verify_calls"]
    assert call["fields"] == {"secret": places.RECAPTCHA_SECRET_KEY, "response": "a-token"}
    assert call["headers"]["X-Forwarded-For"] == "203.0.113.7"
