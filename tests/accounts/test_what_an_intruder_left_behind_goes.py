"""Taking an account back, or changing its password, leaves nothing that an intruder began."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from accounts import deletion
from accounts.models import DeletionRequest, KnownDevice, OutboxMail, User
from tests.accounts.people import PASSWORD, make_person, sign_in
from tests.accounts.test_a_changed_address_can_be_taken_back import NEW, OLD, _changed, _link

pytestmark = pytest.mark.django_db

FRESH = "a-new-password-in-the-garden-9"


def _signs_in(user: User, browser: Client, password: str = PASSWORD) -> int:
    """Sign in and out again; how many mails about a new browser that was."""
    before = OutboxMail.objects.filter(purpose="new_device").count()
    browser.post("/accounts/login/", {"login": user.email, "password": password})
    browser.post("/accounts/logout/")
    return OutboxMail.objects.filter(purpose="new_device").count() - before


def _delete(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/delete/")


def test_a_deletion_that_was_asked_for_is_off_when_the_address_is_taken_back() -> None:
    user, intruder = _changed()
    link = _link()
    _delete(intruder)
    assert DeletionRequest.objects.filter(user=user).exists()
    Client().post(link)
    assert not DeletionRequest.objects.exists()
    assert deletion.carry_out_due() == 0
    assert OutboxMail.objects.filter(purpose="deletion_cancelled", to=OLD).exists()


def test_the_address_before_is_told_of_a_deletion_with_the_way_back() -> None:
    user, intruder = _changed()
    _delete(intruder)
    mails = {mail.to: mail.text for mail in OutboxMail.objects.filter(purpose="deletion_asked")}
    assert mails.keys() == {OLD, NEW}
    way = re.search(r"^http\S+(/accounts/email/undo/\S+)$", mails[OLD], re.MULTILINE)
    assert way
    assert "/accounts/email/undo/" not in mails[NEW]
    Client().post(way[1])
    user.refresh_from_db()
    assert user.email == OLD
    assert not DeletionRequest.objects.exists()


def test_without_a_change_of_address_one_mail_tells_of_a_deletion() -> None:
    user, client = make_person(), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    _delete(client)
    mail = OutboxMail.objects.get(purpose="deletion_asked")
    assert "sign in before then" in mail.text


def test_a_browser_that_was_known_is_new_after_another_password() -> None:
    user, own, theirs = make_person(), Client(), Client()
    assert [_signs_in(user, own), _signs_in(user, theirs), _signs_in(user, theirs)] == [0, 1, 0]
    own.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    own.post("/accounts/reauthenticate/", {"password": PASSWORD})
    words = {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH}
    own.post("/accounts/password/change/", words)
    assert [_signs_in(user, browser, FRESH) for browser in (own, theirs)] == [0, 1]


def test_and_after_all_others_were_signed_out() -> None:
    user, own, theirs = make_person(), Client(), Client()
    for browser in (own, theirs):
        _signs_in(user, browser)
    own.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    own.post("/accounts/reauthenticate/", {"password": PASSWORD})
    own.post("/accounts/sessions/")
    assert [_signs_in(user, browser) for browser in (own, theirs)] == [0, 1]


def test_and_after_the_address_was_taken_back() -> None:
    user, intruder = _changed()
    assert KnownDevice.objects.filter(user=user).count() == 1
    Client().post(_link())
    user.refresh_from_db()
    user.set_password(FRESH)
    user.save()
    assert _signs_in(user, intruder, FRESH) == 1


@pytest.mark.parametrize("door", ["/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"])
def test_a_found_password_does_not_take_a_factor_away(door: str) -> None:
    user, client = make_person(), Client()
    TOTP.activate(user, generate_totp_secret())
    sign_in(client, user)
    client.post(door, {"password": PASSWORD, "code": "000000"})
    answer: Any = client.post("/accounts/2fa/totp/deactivate/")
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert Authenticator.objects.filter(user=user, type="totp").exists()
