"""Asking Google, Apple, reCAPTCHA and the mail server whether what is configured works.

Each question is one that a right configuration answers in a known way: a token endpoint that is
asked with a made-up code complains about the code when it knows us, and about us when it does not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.urls import reverse

PATIENCE = 5.0  # seconds for each answer
MADE_UP = "made-up-by-check-providers"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one provider: whether it works (None when it is off), and why."""

    name: str
    works: bool | None
    words: str


def _app(provider: str) -> dict[str, Any] | None:
    apps = settings.SOCIALACCOUNT_PROVIDERS[provider]["APPS"]
    return dict(apps[0]) if apps else None


def _token_answer(url: str, fields: dict[str, str]) -> tuple[str, str]:
    """The error word of a token endpoint, or an empty one and what went wrong."""
    try:
        answer = requests.post(url, data=fields, timeout=PATIENCE)
        return str(answer.json().get("error", "")), f"status {answer.status_code}"
    except (requests.RequestException, ValueError) as error:
        return "", f"{urlsplit(url).hostname} can't be asked: {type(error).__name__}"


def _judged(name: str, error: str, trouble: str, if_unknown: str) -> Finding:
    if error == "invalid_grant":
        return Finding(name, True, "knows us: it refused only the code, which was made up.")
    if error in {"invalid_client", "unauthorized_client"}:
        return Finding(name, False, if_unknown)
    return Finding(name, False, f"gave an answer that makes no sense: {error or trouble}.")


def callback(provider: str) -> str:
    """The address to register with a provider, where it sends people back to."""
    return str(settings.SITE_URL + reverse(f"{provider}_callback"))


def check_google() -> Finding:
    """Ask Google's token endpoint."""
    app = _app("google")
    if app is None:
        return Finding("Google", None, "is off: GOOGLE_CLIENT_ID is not set.")
    from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter

    error, trouble = _token_answer(
        GoogleOAuth2Adapter.access_token_url,
        {
            "client_id": app["client_id"],
            "client_secret": app["secret"],
            "code": MADE_UP,
            "grant_type": "authorization_code",
            "redirect_uri": callback("google"),
        },
    )
    unknown = "does not know us: GOOGLE_CLIENT_ID or GOOGLE_CLIENT_SECRET is wrong."
    return _judged("Google", error, trouble, unknown)


def apple_client_secret(app: dict[str, Any]) -> str:
    """The token with which we show Apple who we are, valid for five minutes.

    Raises ValueError, TypeError or a PyJWTError when the key is none.
    """
    now = int(time.time())
    claims = {
        "iss": app["key"],
        "aud": "https://appleid.apple.com",
        "sub": app["client_id"],
        "iat": now,
        "exp": now + 300,
    }
    key = app["settings"]["certificate_key"]
    return jwt.encode(claims, key, algorithm="ES256", headers={"kid": app["secret"]})


def check_apple() -> Finding:
    """Sign a client secret and ask Apple's token endpoint with it."""
    app = _app("apple")
    if app is None:
        return Finding("Apple", None, "is off: APPLE_CLIENT_ID is not set.")
    try:
        secret = apple_client_secret(app)
    except (ValueError, TypeError, jwt.PyJWTError):
        words = "can't be asked: APPLE_PRIVATE_KEY is not the text of the .p8 file from Apple."
        return Finding("Apple", False, words)
    error, trouble = _token_answer(
        settings.APPLE_URLS["token"],
        {
            "client_id": app["client_id"],
            "client_secret": secret,
            "code": MADE_UP,
            "grant_type": "authorization_code",
            "redirect_uri": callback("apple"),
        },
    )
    unknown = (
        "does not know us: APPLE_CLIENT_ID (the Services ID), APPLE_TEAM_ID, APPLE_KEY_ID and"
        " APPLE_PRIVATE_KEY do not belong together."
    )
    return _judged("Apple", error, trouble, unknown)


def check_recaptcha(name: str, key: str, secret: str, variable: str) -> Finding:
    """Ask the verifier about a made-up token: it names a wrong secret before a wrong token."""
    if not key:
        return Finding(name, None, "is off: its site key is not set.")
    try:
        fields = {"secret": secret, "response": MADE_UP}
        answer = requests.post(settings.RECAPTCHA.verify_url, data=fields, timeout=PATIENCE).json()
        codes = set(answer.get("error-codes", []))
    except (requests.RequestException, ValueError, AttributeError, TypeError) as error:
        return Finding(name, False, f"can't be asked: {type(error).__name__}.")
    if codes & {"invalid-input-secret", "missing-input-secret"}:
        return Finding(name, False, f"does not know us: {variable} is wrong.")
    if "invalid-input-response" in codes:
        return Finding(name, True, "knows our secret: it refused only the token, made up.")
    return Finding(name, False, f"gave an answer that makes no sense: {sorted(codes)}.")


def check_mail(to: str = "") -> Finding:
    """Connect and sign in to the mail server; send a mail when there is an address for it."""
    mailer = settings.MAILERS["default"]
    if not mailer["BACKEND"].endswith("smtp.EmailBackend"):
        return Finding("Mail", None, "is printed instead of sent: EMAIL_URL is not set.")
    try:
        backend = mailers["default"]
        backend.open()
        backend.close()
        if to:
            EmailMessage(
                subject="A test from fanmankind",
                body="If you read this, the site can send mail.",
                to=[to],
            ).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does is the finding
        return Finding("Mail", False, f"does not work with EMAIL_URL: {type(error).__name__}.")
    return Finding("Mail", True, f"took the mail for {to}." if to else "lets us in.")


def check_all(mail_to: str = "") -> list[Finding]:
    """Ask everybody."""
    keys = settings.RECAPTCHA
    questions: list[Callable[[], Finding]] = [
        check_google,
        check_apple,
        lambda: check_recaptcha(
            "reCAPTCHA", keys.site_key, keys.secret_key, "RECAPTCHA_SECRET_KEY"
        ),
        lambda: check_recaptcha(
            "reCAPTCHA's checkbox",
            keys.checkbox_site_key,
            keys.checkbox_secret_key,
            "RECAPTCHA_CHECKBOX_SECRET_KEY",
        ),
        lambda: check_mail(mail_to),
    ]
    return [question() for question in questions]
