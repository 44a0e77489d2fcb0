"""The faults of the verifier and of the script."""

import time

import pytest
import requests

from tests.standins.flows import Desk


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("low_score", {"success": True, "score": 0.1}),
        ("wrong_action", {"success": True, "action": "somewhere_else"}),
        ("wrong_hostname", {"success": True, "hostname": "elsewhere.example"}),
        ("refused", {"success": False, "error-codes": ["invalid-input-response"]}),
    ],
)
def test_other_verdicts(desk: Desk, fault: str, changes: dict[str, object]) -> None:
    desk.switch(recaptcha_answer=fault)
    answer = desk.verify(desk.captcha_token()).json()
    assert answer | changes == answer


@pytest.mark.parametrize("status", [429, 500])
def test_errors(desk: Desk, status: int) -> None:
    desk.switch(recaptcha_answer=status)
    assert desk.verify("any").status_code == status


def test_html(desk: Desk) -> None:
    desk.switch(recaptcha_answer="html")
    answer = desk.verify("any")
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")


def test_empty_json(desk: Desk) -> None:
    desk.switch(recaptcha_answer="empty_json")
    assert desk.verify("any").json() == {}


def test_a_cut_connection(desk: Desk) -> None:
    desk.switch(recaptcha_answer="reset")
    with pytest.raises(requests.ConnectionError, match=r"reset|aborted"):
        desk.verify("any")


def test_a_hang_longer_than_patience(desk: Desk) -> None:
    desk.switch(recaptcha_answer="hang")
    with pytest.raises(requests.Timeout):
        desk.verify("any", timeout=0.3)


def test_a_hang_that_ends_is_answered(desk: Desk) -> None:
    desk.switch(recaptcha_answer="hang", hang_seconds=1)
    token, start = desk.captcha_token(), time.monotonic()
    assert desk.verify(token).json()["success"] is True
    assert time.monotonic() - start >= 1


def test_the_checkbox_is_switched_on_its_own(desk: Desk) -> None:
    desk.switch(recaptcha_answer="low_score")
    assert desk.verify(desk.captcha_token(checkbox=True), checkbox=True).json()["success"] is True
    desk.switch(recaptcha_checkbox_answer="refused")
    assert desk.verify(desk.captcha_token(checkbox=True), checkbox=True).json()["success"] is False


def test_the_script_is_blocked(desk: Desk) -> None:
    assert desk.get("/recaptcha/api.js").status_code == 200
    desk.switch(recaptcha_script="503")
    assert desk.get("/recaptcha/api.js").status_code == 503
