"""One command says in plain words which of the configured services work."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
import requests
from django.core.management import CommandError, call_command

from standins.running import Running
from tests.accounts.name_server import name_server

WRONG_KEY = "-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----"


@pytest.fixture
def configured(
    recaptcha: Running, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """Everything pointed at the stand-ins."""
    from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter

    keys = recaptcha.environment
    google = {"client_id": keys["GOOGLE_CLIENT_ID"], "secret": keys["GOOGLE_CLIENT_SECRET"]}
    apple = {
        "client_id": keys["APPLE_CLIENT_ID"],
        "secret": keys["APPLE_KEY_ID"],
        "key": keys["APPLE_TEAM_ID"],
        "settings": {"certificate_key": keys["APPLE_PRIVATE_KEY"]},
    }
    monkeypatch.setattr(
        GoogleOAuth2Adapter, "access_token_url", keys["GOOGLE_STANDIN_URL"] + "/token"
    )
    settings.DEFAULT_FROM_EMAIL = "Endings <hello@mail.reader.example>"
    settings.APPLE_URLS = {"token": keys["APPLE_STANDIN_URL"] + "/auth/token"}
    settings.APPLE_URLS["keys"] = keys["APPLE_STANDIN_URL"] + "/auth/keys"
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [google]}, "apple": {"APPS": [apple]}}
    host, _, port = keys["EMAIL_URL"].removeprefix("smtp://").partition(":")
    settings.MAILERS = {
        "default": {
            "BACKEND": "accounts.smtp.EmailBackend",
            "OPTIONS": {"host": host, "port": int(port), "timeout": 5},
        }
    }
    return {"google": google, "apple": apple}


DNS = {
    "mail.reader.example": ["v=spf1 -all"],
    "_dmarc.reader.example": ["v=DMARC1; p=none"],
}


def _run() -> tuple[str, bool]:
    output = StringIO()
    with name_server(DNS) as server:
        try:
            call_command("check_providers", dns=server, stdout=output)
        except CommandError:
            return output.getvalue(), False
    return output.getvalue(), True


def test_everything_right(configured: dict[str, Any]) -> None:
    words, fine = _run()
    assert words.count("works  ") == 7, words
    assert fine
    assert "http://localhost:8000/accounts/apple/login/callback/" in words


@pytest.mark.parametrize(
    ("provider", "key", "value", "named"),
    [
        ("google", "secret", "wrong", "GOOGLE_CLIENT_SECRET"),
        ("google", "client_id", "wrong", "GOOGLE_CLIENT_ID"),
        ("apple", "key", "WRONGTEAM", "APPLE_TEAM_ID"),
        ("apple", "settings", {"certificate_key": WRONG_KEY}, "APPLE_PRIVATE_KEY"),
        ("apple", "settings", {"certificate_key": "no key"}, "APPLE_PRIVATE_KEY"),
    ],
)
def test_a_wrong_value_is_named(
    configured: dict[str, Any], provider: str, key: str, value: Any, named: str
) -> None:
    configured[provider][key] = value
    words, fine = _run()
    assert not fine
    [line] = [line for line in words.splitlines() if line.startswith("WRONG")]
    assert named in line


def _switch(desk: Running, **faults: str) -> None:
    requests.post(f"{desk.url}/faults", json=faults, timeout=60)


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        ("google_token", "WRONG  Google gave an answer that makes no sense"),
        ("apple_keys", "WRONG  Apple knows us, but its public keys can't be fetched"),
    ],
)
def test_a_failing_provider_is_named(
    configured: dict[str, Any], recaptcha: Running, fault: str, line: str
) -> None:
    _switch(recaptcha, **{fault: "500"})
    words, fine = _run()
    assert not fine
    assert line in words


def test_what_a_provider_says_of_it_is_shown_and_no_secret(configured: dict[str, Any]) -> None:
    configured["google"]["secret"] = "a-secret-with-a-typo"
    words, _ = _run()
    assert "It says: client_id or client_secret is wrong." in words
    assert "a-secret-with-a-typo" not in words


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "refuses the user or password in EMAIL_URL"),
        (smtplib.SMTPSenderRefused(550, b"no", "x"), "address in FROM_EMAIL"),
        (ssl.SSLCertVerificationError("bad"), "no secure connection"),
        (socket.gaierror("none"), "no such host as EMAIL_URL names"),
        (TimeoutError(), "does not answer"),
        (RuntimeError("password=hunter2"), "RuntimeError, see EMAIL_URL"),
    ],
)
def test_trouble_with_mail_is_told_in_words(
    configured: dict[str, Any], monkeypatch: pytest.MonkeyPatch, error: Exception, named: str
) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", fail)
    words, fine = _run()
    assert not fine
    assert named in words
    assert "hunter2" not in words


def test_the_records_of_the_senders_domain_are_looked_up(
    configured: dict[str, Any], settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Endings <hello@elsewhere.example>"
    words, fine = _run()
    assert not fine
    assert "WRONG  DMARC has no record at _dmarc.elsewhere.example" in words


def test_without_a_mail_server_no_records_are_looked_up(
    configured: dict[str, Any], settings: Any
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    words, fine = _run()
    assert fine
    assert "DMARC" not in words


def test_a_wrong_recaptcha_secret_and_a_mail_server_that_is_not_there(
    configured: dict[str, Any], settings: Any
) -> None:
    settings.RECAPTCHA = replace(settings.RECAPTCHA, secret_key="wrong")
    settings.MAILERS["default"]["OPTIONS"]["port"] = 9
    words, fine = _run()
    assert not fine
    assert "RECAPTCHA_SECRET_KEY is wrong" in words
    assert "nobody listens at the host and port of EMAIL_URL" in words


def test_what_is_off_is_no_error(configured: dict[str, Any], settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": []}, "apple": {"APPS": []}}
    words, fine = _run()
    assert fine
    assert words.count("off  ") == 3  # and no selector of DKIM was named
