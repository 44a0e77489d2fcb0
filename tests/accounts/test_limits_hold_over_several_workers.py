"""Two server processes count together, and take together what works once.

Every question goes over a connection of its own, and those of a kind at the same time, so that
both processes get some.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.accounts.working import FORGOT, PASSWORD, TOKEN, Asker, new_address

AT_ONCE = 8  # the gate of a process turns nobody away who need not wait for a place
STEP = 30  # seconds that a code of an app holds
TOO_MANY = "Too many wrong passwords"
CONFIRM = "/accounts/confirm-email/"
FACTOR, ACTIVATE = "/accounts/2fa/authenticate/", "/accounts/2fa/totp/activate/"


def together[Thing, Result](what: Callable[[Thing], Result], things: list[Thing]) -> list[Result]:
    """Do something with all of these, as many at a time as one process has places for."""
    with ThreadPoolExecutor(min(len(things), AT_ONCE)) as pool:
        return list(pool.map(what, things))


@pytest.fixture
def asker(served: str, desk: str) -> Asker:
    """One browser."""
    return Asker(served, desk)


def _others(asker: Asker, number: int) -> list[Asker]:
    return [Asker(asker.served, asker.desk) for _ in range(number)]


def test_guesses_at_one_address(asker: Asker) -> None:
    address = new_address()

    def guess(who: Asker) -> bool:
        answer = who.post("/accounts/login/", login=address, password="a guess")
        assert answer.status_code == 200
        return TOO_MANY in answer.text

    assert together(guess, _others(asker, 14)).count(False) == 5


def test_reset_mails_to_one_address(asker: Asker) -> None:
    address, other = asker.join(), Asker(asker.served, asker.desk).join()

    def forget(who: Asker) -> int:
        token = who.captcha("forgot_password")
        return who.post(FORGOT, email=address, captcha=token).status_code

    assert together(forget, _others(asker, AT_ONCE)) == [302] * AT_ONCE
    # Requests are answered in their order: once this one is, all of those before it are.
    asker.post(FORGOT, email=other, captcha=asker.captcha("forgot_password"))
    asker.mails(other, 2)
    resets = [mail for mail in asker.mails(address) if "/password/reset/key/" in mail["text"]]
    assert len(resets) == 3


def test_questions_to_recaptcha_from_one_network(asker: Asker) -> None:
    address = new_address()

    def send(token: str) -> int:
        return asker.twin().post(FORGOT, email=address, captcha=token).status_code

    assert together(send, ["made up"] * 20) == [200] * 20
    assert send(asker.captcha("forgot_password")) == 200
    elsewhere = Asker(asker.served, asker.desk)
    token = elsewhere.captcha("forgot_password")
    assert elsewhere.post(FORGOT, email=address, captcha=token).status_code == 302


def _with_app(asker: Asker) -> tuple[str, str, str]:
    """Somebody with an app: the address, the app's key, and a recovery code."""
    address = asker.join()
    asker.post("/accounts/reauthenticate/", password=PASSWORD)
    page = asker.get(ACTIVATE).text  # to open it once more makes another key
    secret, token = (
        re.search(r'id="authenticator_secret"[^>]* value="(\w+)"', page),
        TOKEN.search(page),
    )
    assert secret
    assert token
    asker.send(ACTIVATE, {"csrfmiddlewaretoken": token[1], "code": _code(secret[1])})
    codes = re.search(r"<textarea[^>]*>\s*(\d+)", asker.get("/accounts/2fa/recovery-codes/").text)
    assert codes
    return address, secret[1], codes[1]


def _code(secret: str, *, steps: int = 0) -> str:
    """What the app shows, or will show so many steps later, once it shows it for some seconds."""
    while time.time() % STEP > STEP - 6:
        time.sleep(0.1)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps)))


def _doors(asker: Asker, address: str) -> list[tuple[Asker, dict[str, str]]]:
    """Several browsers that have given the password, and have the next form open."""

    def come(who: Asker) -> tuple[Asker, dict[str, str]]:
        assert who.post("/accounts/login/", login=address, password=PASSWORD).status_code == 302
        return who, who.form(FACTOR)

    return together(come, _others(asker, 3))


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_for_the_second_factor_lets_one_in(asker: Asker, kind: str) -> None:
    address, secret, recovery = _with_app(asker)
    doors = _doors(asker, address)
    # The one after the code that added the app, which may still be shown, and is used.
    code = _code(secret, steps=1) if kind == "app" else recovery

    def enter(door: tuple[Asker, dict[str, str]]) -> bool:
        who, fields = door
        return who.send(FACTOR, fields | {"code": code}).status_code == 302

    assert together(enter, doors).count(True) == 1


def test_a_mailed_code_is_taken_once(asker: Asker) -> None:
    _, code = asker.begin_to_join()
    fields = asker.form(CONFIRM) | {"code": code}
    before = asker.twin()
    asker.send(CONFIRM, fields)
    assert asker.is_in()
    before.send(CONFIRM, fields)
    assert not before.is_in()


def test_a_mailed_code_is_given_three_tries(asker: Asker) -> None:
    _, code = asker.begin_to_join()
    fields = asker.form(CONFIRM)
    for _ in range(3):
        assert asker.send(CONFIRM, fields | {"code": "WRON-GONE"}).status_code == 200
    assert asker.send(CONFIRM, fields | {"code": code}).status_code == 200
    assert not asker.is_in()


def test_tries_at_the_same_time_are_counted_each(asker: Asker) -> None:
    _, code = asker.begin_to_join()
    fields = asker.form(CONFIRM)
    twins = [asker.twin() for _ in range(AT_ONCE)]
    together(lambda who: who.send(CONFIRM, fields | {"code": "WRON-GONE"}).status_code, twins)
    assert asker.send(CONFIRM, fields | {"code": code}).status_code == 200
    assert not asker.is_in()
