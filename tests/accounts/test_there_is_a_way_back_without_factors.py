"""Somebody who lost every factor gets back in: with the mailbox, after a week, announced."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from accounts import lost_factors
from accounts.models import FactorReset, OutboxMail, SecurityEvent, User
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

LOST = "/accounts/2fa/lost/"


def _with_app(user: User | None = None) -> User:
    """Somebody with an authenticator app and recovery codes."""
    user = user or make_person()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


def _first_step(user: User) -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    return client


def _mailed_code(email: str) -> str:
    mail = OutboxMail.objects.filter(to=email, purpose="lost_factors_code").latest("pk")
    found = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.text, re.MULTILINE)
    assert found
    return found[1]


def _asked(user: User) -> Client:
    client = _first_step(user)
    client.post(LOST)
    answer = client.post(LOST, {"code": _mailed_code(user.email)})
    assert "will be removed" in answer.content.decode()
    return client


def _recovery_code(user: User) -> str:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    code: str = row.wrap().get_unused_codes()[0]
    return code


def _in(days: float) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def _purposes(user: User) -> list[str]:
    mails = OutboxMail.objects.filter(to=user.email).order_by("pk")
    return [purpose for purpose in mails.values_list("purpose", flat=True) if "factors" in purpose]


def _kinds(user: User) -> set[str]:
    return set(SecurityEvent.objects.filter(user=user).values_list("kind", flat=True))


def test_the_second_step_leads_there() -> None:
    client = _first_step(_with_app())
    assert f'href="{LOST}"' in client.get("/accounts/2fa/authenticate/").content.decode()
    page = client.get(LOST).content.decode()
    assert "7 days" in page
    assert not OutboxMail.objects.exists()


def test_nobody_gets_there_without_the_first_step(client: Client) -> None:
    user = _with_app()
    for method in (client.get, client.post):
        assert method(LOST)["Location"] == "/accounts/login/"
    sign_in(client, user)
    assert client.post(LOST).status_code == 302
    assert not OutboxMail.objects.exists()


def test_a_week_after_the_code_every_factor_and_session_is_gone() -> None:
    user, elsewhere = _with_app(), Client()
    sign_in(elsewhere, user)
    client = _asked(user)
    assert not is_in(client)
    with _in(6.9):
        assert lost_factors.carry_out_due() == 0
        assert Authenticator.objects.filter(user=user).count() == 2
    with _in(7.1):
        assert lost_factors.carry_out_due() == 1
        assert lost_factors.carry_out_due() == 0
    assert not Authenticator.objects.filter(user=user).exists()
    assert not is_in(elsewhere)
    assert {"factors-reset-asked", "factors-reset"} <= _kinds(user)
    back = Client()
    back.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert is_in(back)


def test_notices_are_mailed_at_once_halfway_and_at_the_end() -> None:
    user = _with_app()
    _asked(user)
    assert _purposes(user) == ["lost_factors_code", "factors_reset_asked"]
    with _in(3.4):
        assert lost_factors.remind_due() == 0
    with _in(3.6):
        assert lost_factors.remind_due() == 1
        assert lost_factors.remind_due() == 0
    with _in(7.1):
        lost_factors.carry_out_due()
    assert _purposes(user)[1:] == [
        "factors_reset_asked", "factors_reset_halfway", "factors_reset_done",
    ]  # fmt: skip


@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_the_notices_say_how_to_stop_it_with_links_of_ours(host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    user = _with_app()
    client = _first_step(user)
    client.post(LOST, headers={"host": host})
    client.post(LOST, {"code": _mailed_code(user.email)}, headers={"host": host})
    with _in(4):
        lost_factors.remind_due()
    for mail in OutboxMail.objects.filter(purpose__startswith="factors_reset"):
        assert f"{settings.SITE_URL}/accounts/login/" in mail.text
        assert f"{settings.SITE_URL}/accounts/2fa/keep/" in mail.text
        assert "Keep my factors" in mail.html
        assert host not in mail.text + mail.html


def test_signing_in_with_a_factor_stops_it() -> None:
    user = _with_app()
    _asked(user)
    client = _first_step(user)
    client.post("/accounts/2fa/authenticate/", {"code": _recovery_code(user)})
    assert not FactorReset.objects.exists()
    assert "factors-reset-cancelled" in _kinds(user)
    assert "factors_kept" in _purposes(user)
    with _in(8):
        assert lost_factors.carry_out_due() == 0
    assert Authenticator.objects.filter(user=user).exists()


def test_the_first_step_alone_and_a_wrong_code_do_not_stop_it() -> None:
    user = _with_app()
    _asked(user)
    _first_step(user).post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert FactorReset.objects.exists()


def test_whoever_is_signed_in_stops_it_with_a_button_and_not_by_opening_the_page() -> None:
    user, client = _with_app(), Client()
    _asked(user)
    assert client.get("/accounts/2fa/keep/")["Location"].startswith("/accounts/login/")
    sign_in(client, user)
    assert "Keep my factors" in client.get("/accounts/2fa/keep/").content.decode()
    assert FactorReset.objects.exists()
    client.post("/accounts/2fa/keep/")
    assert not FactorReset.objects.exists()
    assert "Nothing is about to be removed" in client.get("/accounts/2fa/keep/").content.decode()


def test_asking_again_neither_mails_nor_waits_anew() -> None:
    user = _with_app()
    _asked(user)
    due = FactorReset.objects.get().due_at
    client = _first_step(user)
    assert "You have asked already" in client.get(LOST).content.decode()
    client.post(LOST)
    assert _purposes(user) == ["lost_factors_code", "factors_reset_asked"]
    assert FactorReset.objects.get().due_at == due


def test_a_code_is_for_one_person_alone() -> None:
    attacker, victim = _with_app(), _with_app()
    client = _first_step(attacker)
    client.post(LOST)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": victim.email, "password": PASSWORD})
    assert "Email me a code" in client.get(LOST).content.decode()
    client.post(LOST, {"code": _mailed_code(attacker.email)})
    assert not FactorReset.objects.exists()


def test_a_code_dies_after_three_wrong_ones_and_after_ten_minutes() -> None:
    user = _with_app()
    client = _first_step(user)
    client.post(LOST)
    for _ in range(3):
        assert "not right" in client.post(LOST, {"code": "WRON-GONE"}).content.decode()
    client.post(LOST, {"code": _mailed_code(user.email)})
    assert not FactorReset.objects.exists()
    client.post(LOST)
    code = _mailed_code(user.email)
    with _in(11 / 24 / 60):
        client.post(LOST, {"code": code})
    assert not FactorReset.objects.exists()


def test_codes_are_mailed_three_times_an_hour() -> None:
    user = _with_app()
    answers = [_first_step(user).post(LOST).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert _purposes(user) == ["lost_factors_code"] * 3


def test_without_a_proven_address_support_is_named_and_nothing_mailed() -> None:
    from allauth.account.models import EmailAddress

    user = _with_app()
    client = _first_step(user)
    EmailAddress.objects.filter(user=user).update(verified=False)
    client.post(LOST)
    assert "Contact support" in client.get(LOST).content.decode()
    assert not OutboxMail.objects.exists()


def test_somebody_with_passkeys_alone_gets_there_by_a_mailed_code() -> None:
    user = make_person(password=None)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": {"clientExtensionResults": {}}},
    )  # fmt: skip
    client = Client()
    client.post("/accounts/login/code/", {"email": user.email})
    text = OutboxMail.objects.get(to=user.email, purpose="login_code").text
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", text, re.MULTILINE)
    assert code
    client.post("/accounts/login/code/confirm/", {"code": code[1]})
    assert not is_in(client)
    client.post(LOST)
    client.post(LOST, {"code": _mailed_code(user.email)})
    assert FactorReset.objects.filter(user=user).exists()


def test_people_who_work_here_add_a_new_factor_before_they_get_in(settings: Any) -> None:
    settings.NEWSROOM_FACTOR_WAIVED = False
    user = _with_app(make_person(is_superuser=True))
    _asked(user)
    with _in(7.1):
        assert lost_factors.carry_out_due() == 1
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/cms/")["Location"].startswith("/accounts/2fa/")


def test_nothing_happens_to_somebody_who_is_shut_out() -> None:
    user = _with_app()
    _asked(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    with _in(7.1):
        assert lost_factors.carry_out_due() == 0
    assert Authenticator.objects.filter(user=user).exists()
    assert not FactorReset.objects.exists()


def test_a_browser_that_was_trusted_is_not_any_more() -> None:
    user = _with_app()
    client = _first_step(user)
    client.post("/accounts/2fa/authenticate/", {"code": _recovery_code(user)})
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    client.post("/accounts/logout/")
    _asked(user)
    with _in(7.1):
        lost_factors.carry_out_due()
    _with_app(user)
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")


def test_the_page_of_the_factors_says_what_is_about_to_happen() -> None:
    user = _with_app()
    client = Client()
    sign_in(client, user)
    assert "Keep my factors" not in client.get("/accounts/2fa/").content.decode()
    _asked(user)
    page = client.get("/accounts/2fa/").content.decode()
    assert "asked us to remove them" in page
    assert "/accounts/2fa/keep/" in page
