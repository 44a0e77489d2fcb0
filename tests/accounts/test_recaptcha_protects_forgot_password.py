"""A right token lets a request through; every failure of the verifier ends in the failure text."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

import pytest
import requests
from django.test import Client

from accounts import captcha
from accounts.models import ResetRequest
from standins.running import Running
from tests.accounts.people import PASSWORD, ask_for_reset

pytestmark = pytest.mark.django_db

WORDS = "Something went wrong. Try again or "
LONGEST = 5.0  # seconds, the limit that the issue states
ANA = "ana@reader.example"


def _token(desk: Running, kind: str = "SITE", action: str = "forgot_password") -> str:
    key = "RECAPTCHA_SITE_KEY" if kind == "SITE" else "RECAPTCHA_CHECKBOX_SITE_KEY"
    fields = {"sitekey": desk.environment[key], "action": action, "hostname": "localhost"}
    answer = requests.post(f"{desk.url}/recaptcha/api/token", data=fields, timeout=60)
    return str(answer.json()["token"])


def _fault(desk: Running, **faults: Any) -> None:
    assert requests.post(f"{desk.url}/faults", json=faults, timeout=60).ok


def _calls(desk: Running) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = requests.get(f"{desk.url}/records.json", timeout=60).json()[
        "verify_calls"
    ]
    return found


def test_a_right_token_lets_it_through(recaptcha: Running) -> None:
    answer = ask_for_reset(Client(), ANA, captcha=_token(recaptcha))
    assert answer.status_code == 302
    assert ResetRequest.objects.get().email == ANA


@pytest.mark.parametrize(
    "fault",
    ["refused", "wrong_action", "wrong_hostname", "reset", "429", "500", "html", "empty_json"],
)
def test_a_verifier_that_fails(recaptcha: Running, fault: str) -> None:
    _fault(recaptcha, recaptcha_answer=fault)
    _refused(ask_for_reset(Client(), ANA, captcha=_token(recaptcha)))


def test_a_verifier_that_hangs_is_given_up_in_time(recaptcha: Running) -> None:
    _fault(recaptcha, recaptcha_answer="hang", hang_seconds=20)
    token = _token(recaptcha)
    start = time.monotonic()
    _refused(ask_for_reset(Client(), ANA, captcha=token))
    assert time.monotonic() - start < LONGEST


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/recaptcha/api/siteverify", "http://verifier.invalid/api/siteverify"],
)
def test_a_verifier_that_is_not_there(recaptcha: Running, settings: Any, address: str) -> None:
    settings.RECAPTCHA = replace(settings.RECAPTCHA, verify_url=address)
    start = time.monotonic()
    _refused(ask_for_reset(Client(), ANA, captcha=_token(recaptcha)))
    assert time.monotonic() - start < LONGEST


@pytest.mark.parametrize("token", ["", "made-up", "x" * 9000, "\x00"])
def test_no_token_or_a_made_up_one(recaptcha: Running, token: str) -> None:
    _refused(ask_for_reset(Client(), ANA, captcha=token))


def test_a_token_is_good_once(recaptcha: Running) -> None:
    token = _token(recaptcha)
    assert ask_for_reset(Client(), ANA, captcha=token).status_code == 302
    answer = ask_for_reset(Client(), ANA, captcha=token)
    assert WORDS in answer.content.decode()


def test_no_address_of_a_client_is_sent_on(recaptcha: Running) -> None:
    client = Client(headers={"x-forwarded-for": "203.0.113.9"})
    ask_for_reset(client, ANA, captcha=_token(recaptcha))
    [call] = _calls(recaptcha)
    assert set(call["fields"]) == {"secret", "response"}
    assert "203.0.113.9" not in str(call)


def test_a_low_score_is_offered_the_checkbox_which_lets_it_through(recaptcha: Running) -> None:
    _fault(recaptcha, recaptcha_answer="low_score")
    answer = ask_for_reset(Client(), ANA, captcha=_token(recaptcha))
    page = answer.content.decode()
    assert "data-captcha-box" in page
    assert f'value="{ANA}"' in page
    assert not ResetRequest.objects.exists()
    ticked = {"g-recaptcha-response": _token(recaptcha, "CHECKBOX")}
    assert ask_for_reset(Client(), ANA, **ticked).status_code == 302
    assert ResetRequest.objects.count() == 1


BOX = "g-recaptcha-response"


@pytest.mark.parametrize("typed", ["no address", ANA])
def test_the_checkbox_stays_until_it_is_ticked(recaptcha: Running, typed: str) -> None:
    page = ask_for_reset(Client(), typed, **{BOX: ""}).content.decode()
    assert "<p>Tick the box.</p>" in page
    assert "data-captcha-box" in page
    assert "data-captcha-score" not in page
    assert not ResetRequest.objects.exists()
    assert _calls(recaptcha) == []


def test_a_tick_beside_another_error_is_asked_for_again(recaptcha: Running) -> None:
    token = _token(recaptcha, "CHECKBOX")
    page = ask_for_reset(Client(), "no address", **{BOX: token}).content.decode()
    assert "<p>Tick the box again.</p>" in page
    assert "data-captcha-box" in page


def test_joining_keeps_the_checkbox_and_asks_for_the_password_again(recaptcha: Running) -> None:
    _fault(recaptcha, recaptcha_answer="low_score")
    typed = {"email": ANA, "password1": PASSWORD}
    client, path = Client(), "/accounts/signup/"
    scored = typed | {"captcha": _token(recaptcha, action="join")}
    page = client.post(path, scored).content.decode()
    assert "tick the box, and type your password again." in page
    ticked = {BOX: _token(recaptcha, "CHECKBOX")}
    page = client.post(path, {"email": ANA, "password1": ""} | ticked).content.decode()
    assert "Tick the box again." in page
    page = client.post(path, typed | {BOX: ""}).content.decode()
    assert "Tick the box, and type your password again." in page
    assert "data-captcha-box" in page
    assert client.post(path, typed | ticked).status_code == 302


def test_a_score_token_is_no_ticked_box(recaptcha: Running) -> None:
    answer = ask_for_reset(Client(), ANA, **{"g-recaptcha-response": _token(recaptcha)})
    assert answer.status_code == 200
    assert "data-captcha-box" in answer.content.decode()
    assert not ResetRequest.objects.exists()


@pytest.mark.parametrize("fault", ["wrong_hostname", "reset", "429", "500", "html", "empty_json"])
def test_a_ticked_box_does_not_hide_that_the_verifier_failed(
    recaptcha: Running, fault: str
) -> None:
    token = _token(recaptcha, "CHECKBOX")
    _fault(recaptcha, recaptcha_checkbox_answer=fault)
    answer = ask_for_reset(Client(), ANA, **{"g-recaptcha-response": token})
    _refused(answer)
    assert "tick the box" not in answer.content.decode()


def test_a_ticked_box_does_not_hide_our_own_limit(recaptcha: Running) -> None:
    for number in range(20):
        ask_for_reset(Client(), f"b{number}@reader.example", captcha="made-up")
    token = _token(recaptcha, "CHECKBOX")
    _refused(ask_for_reset(Client(), ANA, **{"g-recaptcha-response": token}))


def test_without_keys_for_the_checkbox_a_low_score_is_a_failure(
    recaptcha: Running, settings: Any
) -> None:
    settings.RECAPTCHA = replace(settings.RECAPTCHA, checkbox_site_key="", checkbox_secret_key="")
    _fault(recaptcha, recaptcha_answer="low_score")
    _refused(ask_for_reset(Client(), ANA, captcha=_token(recaptcha)))


def test_our_own_limit_stands_before_the_verifier(recaptcha: Running) -> None:
    for number in range(25):
        ask_for_reset(Client(), f"a{number}@reader.example", captcha="made-up")
    assert len(_calls(recaptcha)) <= 20


def test_a_system_out_of_threads_fails_and_gives_the_places_back(
    recaptcha: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        for _ in range(captcha.MOST_AT_ONCE + 1):
            assert captcha.ask("a-token", "a-secret").trouble == "no thread to ask in"
        _refused(ask_for_reset(Client(), ANA, captcha="a-token"))
    assert ask_for_reset(Client(), ANA, captcha=_token(recaptcha)).status_code == 302


def test_a_field_in_error_costs_no_question(recaptcha: Running) -> None:
    ask_for_reset(Client(), "no address", captcha=_token(recaptcha))
    assert _calls(recaptcha) == []


def test_only_these_pages_may_load_the_script(recaptcha: Running) -> None:
    for path in ("/accounts/password/reset/", "/accounts/signup/", "/accounts/login/code/"):
        assert recaptcha.url in Client().get(path).headers["Content-Security-Policy"], path
    for path in ("/accounts/login/", "/"):
        policy = Client().get(path).headers["Content-Security-Policy"]
        assert recaptcha.url not in policy, path
        assert "unsafe" not in policy


def _refused(answer: Any) -> None:
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS in page
    assert "instructions sent" not in page
    assert f'value="{ANA}"' in page
    assert not ResetRequest.objects.exists()
