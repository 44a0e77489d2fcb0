"""One command says in plain words which of the configured services work."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from standins.running import Running

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
    settings.APPLE_URLS = {"token": keys["APPLE_STANDIN_URL"] + "/auth/token"}
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [google]}, "apple": {"APPS": [apple]}}
    host, _, port = keys["EMAIL_URL"].removeprefix("smtp://").partition(":")
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": host, "port": int(port), "timeout": 5},
        }
    }
    return {"google": google, "apple": apple}


def _run() -> tuple[str, bool]:
    output = StringIO()
    try:
        call_command("check_providers", stdout=output)
    except CommandError:
        return output.getvalue(), False
    return output.getvalue(), True


def test_everything_right(configured: dict[str, Any]) -> None:
    words, fine = _run()
    assert words.count("works  ") == 5, words
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


def test_a_wrong_recaptcha_secret_and_a_mail_server_that_is_not_there(
    configured: dict[str, Any], settings: Any
) -> None:
    settings.RECAPTCHA = replace(settings.RECAPTCHA, secret_key="wrong")
    settings.MAILERS["default"]["OPTIONS"]["port"] = 9
    words, fine = _run()
    assert not fine
    assert "RECAPTCHA_SECRET_KEY is wrong" in words
    assert "does not work with EMAIL_URL" in words


def test_what_is_off_is_no_error(configured: dict[str, Any], settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": []}, "apple": {"APPS": []}}
    words, fine = _run()
    assert fine
    assert words.count("off  ") == 2
