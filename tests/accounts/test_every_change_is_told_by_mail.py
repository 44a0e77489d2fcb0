"""Whatever changes how an account is entered is told its owner once, and stands in the record."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import OutboxMail, SecurityEvent, User
from standins.running import Running
from tests.accounts.keys import new_key
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person
from tests.accounts.providers import with_apple, with_google

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "marble-kettle-ferry-cloud"
ADA = "ada.lind@gmail.com"
TO_ASK = {"password_reset_key", "email_confirmation", "login_code", "proof_code"}  # no notices


@dataclass
class Somebody:
    """A person, their browser with fresh proof, and what must be in no notice."""

    user: User = field(default_factory=lambda: make_person(ADA))
    client: Client = field(default_factory=lambda: Client(SERVER_NAME="localhost"))
    secrets: list[str] = field(default_factory=lambda: [PASSWORD, NEW_PASSWORD])

    def sign_in(self) -> None:
        self.client.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
        self.client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    def with_app(self) -> str:
        secret = generate_totp_secret()
        TOTP.activate(self.user, secret)
        self.client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        self.client.post("/accounts/2fa/reauthenticate/", {"code": _code(secret)})
        return secret

    def code_from(self, address: str) -> str:
        code = mails_to(address)[-1].subject.split()[0]
        self.secrets.append(code)
        return code


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _new_device(who: Somebody) -> None:
    Client().post("/accounts/login/", {"login": ADA, "password": PASSWORD})


def _change_password(who: Somebody) -> None:
    who.client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    )


def _set_password(who: Somebody) -> None:
    who.user.set_unusable_password()
    who.user.save()
    who.client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    who.client.post("/accounts/reauthenticate/code/", {})
    who.client.post("/accounts/reauthenticate/code/", {"code": who.code_from(ADA)})
    who.client.post("/accounts/password/set/", {"password1": NEW_PASSWORD})


def _reset_password(who: Somebody) -> None:
    ask_for_reset(Client(), ADA)
    link = re.search(r"/accounts/password/reset/key/\S+", mails_to(ADA)[-1].text)
    assert link
    who.secrets.append(link[0])
    browser = Client()
    page = browser.get(link[0], follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD})


def _change_email(who: Somebody) -> None:
    who.client.post("/accounts/email/", {"action_add": "", "email": "new@reader.example"})
    code = who.code_from("new@reader.example")
    who.client.post("/accounts/confirm-email/", {"code": code})
    assert EmailAddress.objects.get(user=who.user).email == "new@reader.example"


def _remove_email(who: Somebody) -> None:
    EmailAddress.objects.create(user=who.user, email="second@reader.example", verified=True)
    who.client.post("/accounts/email/", {"action_remove": "", "email": "second@reader.example"})


def _add_app(who: Somebody) -> None:
    secret = str(who.client.get("/accounts/2fa/totp/activate/").context["form"].secret)
    who.secrets.append(secret)
    who.client.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})


def _remove_app(who: Somebody) -> None:
    who.secrets.append(who.with_app())
    who.client.post("/accounts/2fa/totp/deactivate/")


def _add_key(who: Somebody) -> None:
    page = who.client.get("/accounts/2fa/webauthn/add/")
    key = new_key(page.context["js_data"]["creation_options"], "localhost")
    who.secrets.append(key["id"])
    form = {"name": "A key", "credential": json.dumps(key), "passwordless": "on"}
    who.client.post("/accounts/2fa/webauthn/add/", form)


def _remove_key(who: Somebody) -> None:
    _add_key(who)
    OutboxMail.objects.all().delete()
    key = Authenticator.objects.get(user=who.user, type=Authenticator.Type.WEBAUTHN)
    who.client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")


def _renew_codes(who: Somebody) -> None:
    who.with_app()
    who.client.post("/accounts/2fa/recovery-codes/generate/")
    codes = Authenticator.objects.get(user=who.user, type=Authenticator.Type.RECOVERY_CODES)
    who.secrets += codes.wrap().get_unused_codes()


def _use_code(who: Somebody) -> None:
    who.with_app()
    codes = RecoveryCodes.activate(who.user).get_unused_codes()
    who.secrets += codes
    who.client.post("/accounts/logout/")
    who.client.post("/accounts/login/", {"login": ADA, "password": PASSWORD})
    who.client.post("/accounts/2fa/authenticate/", {"code": codes[0]})


def _connect(who: Somebody) -> None:
    with_google(who.client, "bo", process="connect")


def _connect_by_signing_in(who: Somebody) -> None:
    who.client.post("/accounts/logout/")
    with_apple(who.client)


def _disconnect(who: Somebody) -> None:
    account = SocialAccount.objects.create(user=who.user, provider="google", uid="google-1")
    who.client.post("/accounts/3rdparty/", {"account": account.pk})


CHANGES: list[tuple[Callable[[Somebody], None], str, str, str]] = [
    (_new_device, "new_device", "new-device", "not seen before"),
    (_change_password, "password_changed", "password-changed", "was changed"),
    (_set_password, "password_set", "password-set", "A password was set"),
    (_reset_password, "password_reset", "password-reset", "was reset"),
    (_change_email, "email_changed", "email-changed", "new@reader.example"),
    (_remove_email, "email_deleted", "email-removed", "second@reader.example"),
    (_add_app, "totp_activated", "factor-added", "app was added"),
    (_remove_app, "totp_deactivated", "factor-removed", "app was removed"),
    (_add_key, "webauthn_added", "factor-added", "key was added"),
    (_remove_key, "webauthn_removed", "factor-removed", "key was removed"),
    (_renew_codes, "recovery_codes_generated", "codes-renewed", "recovery codes"),
    (_use_code, "code_used", "code-used", "9 are left"),
    (_connect, "account_connected", "connected", "Google"),
    (_connect_by_signing_in, "account_connected", "connected", "Apple"),
    (_disconnect, "account_disconnected", "disconnected", "Google"),
]


@pytest.mark.parametrize(
    ("change", "purpose", "kind", "words"), CHANGES, ids=[row[0].__name__[1:] for row in CHANGES]
)
def test_once_in_words_without_secrets(
    providers: Running, django_capture_on_commit_callbacks: Any,
    change: Callable[[Somebody], None], purpose: str, kind: str, words: str,
) -> None:  # fmt: skip
    who = Somebody()
    who.sign_in()
    OutboxMail.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        change(who)
    notices = OutboxMail.objects.exclude(purpose__in=TO_ASK)
    assert [(mail.purpose, mail.to) for mail in notices] == [(purpose, ADA)]
    [mail] = notices
    assert words in mail.text
    assert "/accounts/" in mail.text  # what to do if it was not them
    assert not any(secret in mail.text + mail.html + mail.subject for secret in who.secrets)
    events = SecurityEvent.objects.filter(user=who.user, kind=kind)
    assert events.exists()
    assert not any(secret in event.detail for event in events for secret in who.secrets)
