"""The old address is told of a change, and can take the account back for a week."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from accounts import email_undo, lost_factors
from accounts.models import EmailChange, FactorReset, OutboxMail, SecurityEvent, User
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person
from tests.accounts.providers import is_in

pytestmark = pytest.mark.django_db

OLD, NEW = "old@reader.example", "new@reader.example"


def _change(client: Client, new: str) -> None:
    """Change the address, as whoever is signed in there, by the code that is mailed to it."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "1", "email": new})
    mail = OutboxMail.objects.filter(to=new, purpose__startswith="email_confirmation").latest("pk")
    code = re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail.text, re.MULTILINE)
    assert code
    client.post("/accounts/confirm-email/", {"code": code[1]})
    assert EmailAddress.objects.filter(email=new, verified=True, primary=True).exists()


def _changed(*to: str) -> tuple[User, Client]:
    user, client = make_person(OLD), Client()
    client.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    for address in to or (NEW,):
        _change(client, address)
    return user, client


def _link(to: str = OLD) -> str:
    mail = OutboxMail.objects.get(to=to, purpose="email_changed")
    found = re.search(r"^http\S+(/accounts/email/undo/\S+)$", mail.text, re.MULTILINE)
    assert found
    return found[1]


def test_the_mail_says_what_happened_and_nothing_that_can_not_work(settings: Any) -> None:
    _changed()
    mail = OutboxMail.objects.get(to=OLD, purpose="email_changed")
    assert OLD in mail.text
    assert NEW in mail.text
    assert settings.SUPPORT_EMAIL in mail.text
    assert "/password/reset/" not in mail.text + mail.html
    assert f"{settings.SITE_URL}/accounts/email/undo/" in mail.text
    assert "This was not me" in mail.html


def test_opening_the_link_changes_nothing() -> None:
    user, intruder = _changed()
    for method in (Client().get, Client().head):
        assert method(_link()).status_code == 200
    user.refresh_from_db()
    assert user.email == NEW
    assert is_in(intruder)


def test_the_button_gives_the_account_back_and_ends_every_session() -> None:
    user, intruder = _changed()
    page = Client().post(_link())
    assert page.status_code == 200
    assert 'href="/accounts/password/reset/"' in page.content.decode()
    user.refresh_from_db()
    assert user.email == OLD
    addresses = EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")
    assert list(addresses) == [(OLD, True, True)]
    assert not is_in(intruder)
    intruder.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    assert not is_in(intruder)
    assert SecurityEvent.objects.filter(user=user, kind="email-restored").exists()


def test_the_way_on_is_forgot_password_at_the_old_address_alone() -> None:
    _changed()
    Client().post(_link())
    for address in (OLD, NEW):
        ask_for_reset(Client(), address)
    assert "/password/reset/key/" in mails_to(OLD)[-1].text
    assert mails_to(NEW)[-1].purpose == "unknown_account"
    purposes = set(OutboxMail.objects.values_list("to", "purpose"))
    assert {(OLD, "email_restored"), (NEW, "email_taken_back")} <= purposes


def test_in_the_intruders_own_browser_it_works_too() -> None:
    _, intruder = _changed()
    assert intruder.post(_link()).status_code == 200
    assert not is_in(intruder)


def test_it_works_once() -> None:
    _changed()
    link = _link()
    Client().post(link)
    for answer in (Client().get(link), Client().post(link)):
        assert answer.status_code == 410
        assert "no longer works" in answer.content.decode()


def test_it_works_for_a_week() -> None:
    user, _ = _changed()
    link = _link()
    with time_machine.travel(timezone.now() + timedelta(days=6.9), tick=False):
        assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7.1), tick=False):
        assert Client().post(link).status_code == 410
        assert email_undo.forget_old() == 1
    user.refresh_from_db()
    assert user.email == NEW


@pytest.mark.parametrize("token", ["1", "1:abc:def", "x", "1:1:" + "a" * 43, "%00", "é"])
def test_a_forged_link_is_none(client: Client, token: str) -> None:
    _changed()
    assert client.post(f"/accounts/email/undo/{token}/").status_code == 410
    assert EmailChange.objects.exists()


def test_an_intruder_who_changes_it_twice_gains_nothing() -> None:
    user, _ = _changed("first@intruder.example", NEW)
    theirs, owners = _link("first@intruder.example"), _link()
    assert Client().post(theirs).status_code == 200
    assert Client().post(owners).status_code == 200
    assert Client().post(theirs).status_code == 410
    user.refresh_from_db()
    assert user.email == OLD


def test_what_was_added_around_that_time_goes_and_what_was_there_before_stays() -> None:
    user = make_person(OLD)
    SocialAccount.objects.create(user=user, provider="google", uid="owner")
    SocialAccount.objects.update(date_joined=timezone.now() - timedelta(days=90))
    client = Client()
    client.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    _change(client, NEW)
    TOTP.activate(user, generate_totp_secret())
    SocialAccount.objects.create(user=user, provider="apple", uid="intruder")
    now = timezone.now()
    FactorReset.objects.create(user=user, remind_at=now, due_at=now + lost_factors.WAIT)
    Client().post(_link())
    assert not Authenticator.objects.exists()
    assert SocialAccount.objects.get().uid == "owner"
    assert not FactorReset.objects.exists()


def test_an_address_that_is_somebody_elses_by_now_is_not_given_back() -> None:
    user, intruder = _changed()
    make_person(OLD)
    answer = Client().post(_link())
    assert answer.status_code == 409
    assert "support" in answer.content.decode()
    user.refresh_from_db()
    assert user.email == NEW
    assert is_in(intruder)


def test_an_address_that_was_never_proven_gets_no_link(rf: Any) -> None:
    user = make_person(NEW)
    old, new = EmailAddress(user=user, email=OLD), EmailAddress(user=user, email=NEW)
    email_undo.changed(None, rf.get("/"), user, from_email_address=old, to_email_address=new)
    assert "/undo/" not in OutboxMail.objects.get(to=OLD).text
    assert not EmailChange.objects.exists()
