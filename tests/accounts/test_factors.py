"""An authenticator app, recovery codes, and what is kept of them."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts.models import OutboxMail, SecurityEvent, User
from accounts.sealing import seal, unseal
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db

# The beginning of a step of 30 seconds.
STEP_BEGINS = 30 * (int(time.time()) // 30 - 240)


def _code(secret: str) -> str:
    counter = int(time.time()) // 30
    return format_hotp_value(hotp_value(secret, counter))


def _with_app() -> tuple[User, str, Client]:
    """Somebody who has added an authenticator app, its secret, and their browser."""
    user, client = make_person(), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = str(page.context["form"].secret)
    client.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return user, secret, client


def _sign_in(user: User) -> tuple[Client, Any]:
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client, answer


def _is_taken(client: Client, code: str) -> bool:
    """Whether a code leads on; a page that refuses one comes again."""
    return client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302


def test_it_is_asked_for_at_every_sign_in() -> None:
    user, _, _ = _with_app()
    client, answer = _sign_in(user)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not client.get("/reading/me.json").json()["signed_in"]
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not client.get("/reading/me.json").json()["signed_in"]


@pytest.mark.parametrize(("age", "is_taken"), [(30, True), (60, False)])
def test_a_code_is_taken_a_step_later_and_no_more(age: int, is_taken: bool) -> None:
    user, secret, _ = _with_app()
    moment = STEP_BEGINS
    with time_machine.travel(moment, tick=False) as clock:
        client, _ = _sign_in(user)
        code = _code(secret)
        clock.move_to(moment + age)
        assert _is_taken(client, code) is is_taken


def test_a_used_code_is_not_taken_in_the_next_step() -> None:
    user, secret, _ = _with_app()
    moment = STEP_BEGINS
    with time_machine.travel(moment, tick=False) as clock:
        first, code = _sign_in(user)[0], _code(secret)
        assert _is_taken(first, code)
        second, _ = _sign_in(user)
        clock.move_to(moment + 31)
        assert not _is_taken(second, code)


@pytest.mark.parametrize("later", [0, 31])
def test_the_code_that_added_the_app_is_used(later: int) -> None:
    moment = STEP_BEGINS
    with time_machine.travel(moment, tick=False) as clock:
        user, secret, _ = _with_app()
        code = _code(secret)
        clock.move_to(moment + later)
        client, _ = _sign_in(user)
        assert not _is_taken(client, code)


def test_what_is_kept_is_sealed() -> None:
    user, secret, _ = _with_app()
    kept = str(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data)
    assert secret not in kept


def test_adding_one_is_mailed_and_written_down(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user, _, _ = _with_app()
    purposes = set(OutboxMail.objects.filter(to=user.email).values_list("purpose", flat=True))
    assert "totp_activated" in purposes
    assert SecurityEvent.objects.filter(user=user, kind="factor-added").exists()


def test_a_recovery_code_works_once() -> None:
    user, _, owner = _with_app()
    page = owner.get("/accounts/2fa/recovery-codes/generate/")
    assert page.status_code in {200, 302}
    answer = owner.post("/accounts/2fa/recovery-codes/generate/", follow=True)
    found = re.findall(r"\b\d{8}\b", answer.content.decode())
    assert found
    for expected in (True, False):
        client, _ = _sign_in(user)
        client.post("/accounts/2fa/authenticate/", {"code": found[0]})
        page_after = client.get("/reading/me.json").json()
        if not page_after["signed_in"]:  # the question whether to trust this browser
            client.post("/accounts/2fa/trust/", {"action": "untrust"})
            page_after = client.get("/reading/me.json").json()
        assert page_after["signed_in"] is expected


def test_a_new_password_does_not_open_past_it() -> None:
    user, _, _ = _with_app()
    user.set_password("marble-kettle-ferry-cloud")
    user.save()
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": "marble-kettle-ferry-cloud"})
    assert not client.get("/reading/me.json").json()["signed_in"]


def test_sealing_is_undone_by_the_same_or_an_older_key_alone(settings: Any) -> None:
    sealed = seal("a secret")
    assert "a secret" not in sealed
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key, long enough for anybody's taste"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "a secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="not sealed here"):
        unseal(sealed)
