"""Into the newsroom leads the site's own sign-in, for people who work there, with a factor."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.test import Client

from accounts.models import OutboxMail, SecurityEvent, User
from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    user = make_person()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def administrator() -> User:
    return make_person(is_superuser=True)


@pytest.mark.parametrize("door", ["/cms/login/", "/_util/login/"])
def test_wagtails_own_forms_are_not_there(client: Client, door: str, editor: User) -> None:
    assert client.get(door)["Location"].startswith("/accounts/login/?next=")
    fields = {"username": editor.email, "password": PASSWORD}
    client.post(door, fields)
    assert not client.get("/reading/me.json").json()["signed_in"]


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/abc-def/", "complete/"])
def test_wagtails_password_reset_is_not_there(client: Client, rest: str, editor: User) -> None:
    answer = client.post(f"/cms/password_reset/{rest}", {"email": editor.email})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/password/reset/"
    assert not OutboxMail.objects.exists()


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client, editor: User) -> None:
    answer = client.get("/cms/pages/", follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/login/"
    fields = {"login": editor.email, "password": PASSWORD, "next": "/cms/pages/"}
    assert client.post("/accounts/login/", fields)["Location"] == "/cms/pages/"


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/login/", "/cms/account/"])
def test_a_reader_is_told_and_not_sent_round(client: Client, path: str) -> None:
    sign_in(client, make_person())
    answer = client.get(path)
    assert answer.status_code == 403
    assert "for the people who write here" in answer.content.decode()


def test_a_factor_is_needed_where_it_is_not_waived(
    client: Client, editor: User, settings: Any
) -> None:
    settings.NEWSROOM_FACTOR_WAIVED = False
    sign_in(client, editor)
    assert client.get("/cms/")["Location"].startswith("/accounts/2fa/")
    codes = Authenticator.objects.create(
        user=editor, type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    assert client.get("/cms/").status_code == 302
    codes.delete()
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    asked = client.get("/cms/pages/?ordering=title")["Location"]
    assert asked == "/accounts/2fa/reauthenticate/?next=%2Fcms%2Fpages%2F%3Fordering%3Dtitle"
    answer = client.post(asked, _factor(secret))
    assert answer["Location"] == "/cms/pages/?ordering=title"
    assert client.get("/cms/").status_code == 200


def _factor(secret: str) -> dict[str, str]:
    return {"code": format_hotp_value(hotp_value(secret, int(time.time()) // 30))}


def test_a_browser_that_is_trusted_opens_the_reading_side_alone(
    client: Client, editor: User, settings: Any
) -> None:
    settings.NEWSROOM_FACTOR_WAIVED = False
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    fields = {"login": editor.email, "password": PASSWORD}
    client.post("/accounts/login/", fields)
    client.post("/accounts/2fa/authenticate/", _factor(secret))
    client.post("/accounts/2fa/trust/", {"action": "trust"})
    assert client.get("/cms/").status_code == 200
    client.post("/accounts/logout/")
    client.post("/accounts/login/", fields)
    assert client.get("/reading/me.json").json()["signed_in"]
    assert client.get("/cms/")["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_a_key_is_asked_for_where_there_is_no_app(
    client: Client, editor: User, settings: Any
) -> None:
    settings.NEWSROOM_FACTOR_WAIVED = False
    Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={})
    sign_in(client, editor)
    assert client.get("/cms/")["Location"].startswith("/accounts/2fa/webauthn/reauthenticate/")


def test_production_refuses_the_waiver(settings: Any) -> None:
    settings.IS_LOCAL = False
    settings.NEWSROOM_FACTOR_WAIVED = True
    assert "accounts.E001" in {error.id for error in run_checks()}


def test_an_invitation_sets_no_password_and_proves_nothing(
    client: Client, administrator: User
) -> None:
    sign_in(client, administrator)
    fields = {"email": "New@Reader.example", "name": "New", "groups": [], "password1": PASSWORD,
              "password2": PASSWORD}  # fmt: skip
    assert client.post("/cms/users/new/", fields).status_code == 302
    made = User.objects.get(email="new@reader.example")
    assert not made.has_usable_password()
    assert not made.emailaddress_set.filter(verified=True).exists()
    assert OutboxMail.objects.get(to=made.email).purpose == "invitation"


def test_a_password_or_an_address_is_not_changed_there(client: Client, administrator: User) -> None:
    sign_in(client, administrator)
    person = make_person()
    fields = {"email": "other@reader.example", "name": "Renamed", "is_active": "on",
              "password1": "x" * 20, "password2": "x" * 20}  # fmt: skip
    client.post(f"/cms/users/edit/{person.pk}/", fields)
    after = User.objects.get(pk=person.pk)
    assert (after.email, after.name) == (person.email, "Renamed")
    assert after.check_password(PASSWORD)


def test_shutting_somebody_out_ends_their_sessions(client: Client, administrator: User) -> None:
    sign_in(client, administrator)
    person, browser = make_person(), Client()
    sign_in(browser, person)
    client.post(f"/cms/users/edit/{person.pk}/", {"name": ""})
    assert not browser.get("/reading/me.json").json()["signed_in"]


def test_nobody_is_deleted_there(client: Client, administrator: User) -> None:
    sign_in(client, administrator)
    person = make_person()
    client.post(f"/cms/users/delete/{person.pk}/")
    client.post(f"/cms/bulk/accounts/user/delete/?id={person.pk}")
    assert User.objects.filter(pk=person.pk).exists()


def test_the_record_is_for_administrators(
    client: Client, administrator: User, editor: User
) -> None:
    sign_in(client, editor)
    assert client.get("/cms/reports/account-activity/").status_code in {302, 403}
    sign_in(client, administrator)
    SecurityEvent.objects.create(user=editor, kind="password-reset", network="203.0.113.0/24")
    page = client.get("/cms/reports/account-activity/")
    assert page.status_code == 200
    assert "Reset the password" in page.content.decode()
    assert 'aria-label="Account activity" tabindex="0"' in page.content.decode()


def test_the_newsrooms_own_account_page_offers_neither_password_nor_address(
    client: Client, editor: User
) -> None:
    sign_in(client, editor)
    page = client.get("/cms/account/").content.decode()
    assert 'type="password"' not in page
    assert 'type="email"' not in page
