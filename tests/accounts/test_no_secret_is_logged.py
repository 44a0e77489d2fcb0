"""No password, token, code or key comes into the log, even at DEBUG, nor into error pages."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from accounts import export
from accounts.adapter import AccountAdapter
from accounts.models import ExportRequest, OutboxMail, SecurityEvent
from accounts.outbox import deliver_one
from standins.running import Running
from tests.accounts.people import PASSWORD, ask_for_reset, mails_to, make_person, sign_in
from tests.accounts.providers import is_in, with_apple, with_google

pytestmark = pytest.mark.django_db

WRONG = "a-wrong-guess-of-somebody"
NEW = "marble-kettle-ferry-cloud"


class Log:
    """Everything that the site's own handler wrote, and the error pages it answered."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream
        self.pages: list[str] = []

    def assert_holds_none_of(self, *secrets: str) -> None:
        written = self.stream.getvalue() + "".join(self.pages)
        assert "the test begins" in written, "the log is not at its most talkative"
        for secret in secrets:
            assert len(secret) >= 6
            assert secret not in written, f"{secret} in the log"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """The log as settings make it, at its most talkative."""
    root = logging.getLogger()
    [handler] = [one for one in root.handlers if type(one) is logging.StreamHandler]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    usual = root.level
    root.setLevel(logging.DEBUG)
    logging.getLogger("tests").debug("the test begins")
    yield Log(stream)
    root.setLevel(usual)


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _mailed_code(email: str) -> str:
    return mails_to(email)[-1].subject.split()[0]


def test_joining(log: Log) -> None:
    client = Client()
    client.post("/accounts/signup/", {"email": "new@reader.example", "password1": PASSWORD})
    code = _mailed_code("new@reader.example")
    client.post("/accounts/confirm-email/", {"code": "WRONG1"})
    client.post("/accounts/confirm-email/", {"code": code})
    assert is_in(client)
    log.assert_holds_none_of(PASSWORD, code, "WRONG1", client.cookies["sessionid"].value)


def test_signing_in_rightly_and_wrongly(log: Log) -> None:
    user, client = make_person(), Client()
    for _ in range(7):
        Client().post("/accounts/login/", {"login": user.email, "password": WRONG})
    other = make_person()
    client.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": WRONG})
    log.assert_holds_none_of(PASSWORD, WRONG, client.cookies["sessionid"].value)


def test_a_mailed_code(log: Log) -> None:
    user, client = make_person(), Client()
    client.post("/accounts/login/code/", {"email": user.email})
    code = _mailed_code(user.email)
    client.post("/accounts/login/code/confirm/", {"code": code})
    log.assert_holds_none_of(code)


def test_a_new_password_also_where_its_link_is_refused(log: Log) -> None:
    user, client = make_person(), Client()
    ask_for_reset(client, user.email)
    link = next(line for line in mails_to(user.email)[-1].text.splitlines() if "/key/" in line)
    path = urlsplit(link).path
    Client(enforce_csrf_checks=True).post(path, {"password1": NEW})  # 403
    Client().generic("PROPFIND", path)  # 405
    for _ in range(25):  # 429
        refused = Client().post(path, {"password1": "short"})
    assert refused.status_code == 429
    client.get(path.removesuffix("/"))
    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    page = client.get(path, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW})
    assert "/accounts/password/reset/key/" in log.stream.getvalue()
    token = path.rstrip("/").rpartition("/")[2].partition("-")[2]
    log.assert_holds_none_of(NEW, token)


def test_an_authenticator_app_and_recovery_codes(log: Log) -> None:
    user, client = make_person(), Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = str(client.get("/accounts/2fa/totp/activate/").context["form"].secret)
    code = _code(secret)
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    codes = recovery.get_unused_codes()
    other = Client()
    other.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    other.post("/accounts/2fa/authenticate/", {"code": "918273"})
    other.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    log.assert_holds_none_of(secret, f" {code} ", "918273", *codes)


@pytest.mark.parametrize("enter", [with_google, with_apple])
def test_google_and_apple(
    log: Log, providers: Running, monkeypatch: pytest.MonkeyPatch, enter: Any
) -> None:
    told: list[str] = []
    plain = requests.Response.json

    def listen(answer: requests.Response, **more: Any) -> Any:
        found = plain(answer, **more)
        names = ("access_token", "id_token", "refresh_token")
        told.extend(found[name] for name in names if isinstance(found, dict) and name in found)
        return found

    monkeypatch.setattr(requests.Response, "json", listen)
    client = Client()
    enter(client)
    assert is_in(client)
    assert told
    calls = requests.get(f"{providers.url}/records.json", timeout=60).json()["token_calls"]
    sent = [str(call["fields"]["code"]) for call in calls]
    sent += [str(call["fields"]["client_secret"]) for call in calls]
    log.assert_holds_none_of(*told, *sent)


def test_a_forged_return_from_google(log: Log, providers: Running) -> None:
    query = {"code": "a-code-that-is-secret", "state": "a-state-that-is-secret"}
    Client().get("/accounts/google/login/callback/", query)
    Client().get("/accounts/google/login/callback/none/", query)
    log.assert_holds_none_of(*query.values())


def test_a_breakdown_in_the_midst_of_it(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **more: Any) -> Any:
        raise RuntimeError("broken")

    monkeypatch.setattr(AccountAdapter, "authenticate", fail)
    monkeypatch.setattr(AccountAdapter, "send_mail", fail)
    for path, fields in (
        ("login", {"login": "a@reader.example", "password": PASSWORD}),
        ("signup", {"email": "a@reader.example", "password1": PASSWORD}),
    ):
        answer = Client(raise_request_exception=False).post(f"/accounts/{path}/", fields)
        assert answer.status_code == 500
        log.pages.append(answer.content.decode())
    assert "RuntimeError: broken" in log.stream.getvalue()
    log.assert_holds_none_of(PASSWORD)


def test_mail_that_does_not_leave(log: Log, settings: Any) -> None:
    refusing = {"host": "127.0.0.1", "port": 9, "password": "of-the-mail-server"}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": refusing}}
    user = make_person()
    Client().post("/accounts/login/code/", {"email": user.email})
    code = _mailed_code(user.email)
    assert deliver_one()
    assert code not in OutboxMail.objects.get(to=user.email).trouble
    log.assert_holds_none_of(code, "of-the-mail-server")


def test_a_copy_of_ones_data(log: Log) -> None:
    user, client = make_person(), Client()
    sign_in(client, user)
    export.ask(user)
    export.make_waiting()
    token = ExportRequest.objects.get(user=user).token
    assert Client().get(f"/accounts/data/{token}/").status_code == 302
    stranger = Client()
    sign_in(stranger, make_person())
    assert stranger.get(f"/accounts/data/{token}/").status_code == 404
    log.assert_holds_none_of(token)


def test_fresh_proof_by_a_mailed_code(log: Log) -> None:
    user, client = make_person(password=None), Client()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/code/")
    [code] = re.findall(r"^[A-Z0-9]{4}-?[A-Z0-9]{4}$", mails_to(user.email)[-1].text, re.MULTILINE)
    client.post("/accounts/reauthenticate/code/", {"code": "WRONG123"})
    client.post("/accounts/reauthenticate/code/", {"code": code})
    log.assert_holds_none_of(code, "WRONG123")


def test_the_record_of_what_happened_holds_none_either(log: Log) -> None:
    user = make_person()
    Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    kept = str(list(SecurityEvent.objects.values()))
    assert PASSWORD not in kept
    log.assert_holds_none_of(PASSWORD)


@pytest.mark.parametrize("before", ["/accounts/email/undo/", "/reading/unsubscribe/"])
def test_the_link_that_takes_an_address_back_and_the_one_that_ends_mail(
    log: Log, before: str
) -> None:
    path = f"{before}a-token-that-still-works/"
    Client(enforce_csrf_checks=True).post(path)  # 403
    Client().generic("PROPFIND", path)  # 405
    Client().post(path)  # 410
    Client().get(path.removesuffix("/"))
    assert before in log.stream.getvalue()
    log.assert_holds_none_of("a-token-that-still-works")
