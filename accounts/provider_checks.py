"""Asking Google, Apple, reCAPTCHA and the mail server whether what is configured works.

Each question is one that a right configuration answers in a known way: a token endpoint that is
asked with a made-up code complains about the code when it knows us, and about us when it does not.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
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
LONGEST_REMARK = 200  # characters of what a provider says about an error

MAIL_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "the server refuses the user or password in EMAIL_URL"),
    (smtplib.SMTPSenderRefused, "the server does not send for the address in FROM_EMAIL"),
    (smtplib.SMTPRecipientsRefused, "the server does not take mail for that address"),
    (smtplib.SMTPNotSupportedError, "the server has no TLS or no sign-in; see EMAIL_URL"),
    (
        ssl.SSLError,
        "no secure connection; EMAIL_URL has the wrong port or kind, or a bad certificate",
    ),
    (socket.gaierror, "there is no such host as EMAIL_URL names"),
    (ConnectionRefusedError, "nobody listens at the host and port of EMAIL_URL"),
    (TimeoutError, "the host of EMAIL_URL does not answer; a firewall may close the port"),
)

# What an error word of a token endpoint means for the variables, by provider.
_UNKNOWN = {
    "google": "does not know us: GOOGLE_CLIENT_ID or GOOGLE_CLIENT_SECRET is wrong.",
    "apple": (
        "does not know us: APPLE_CLIENT_ID (the Services ID), APPLE_TEAM_ID, APPLE_KEY_ID and"
        " APPLE_PRIVATE_KEY do not belong together, or the return URL is not registered."
    ),
}
TROUBLES = {
    "invalid_client": _UNKNOWN,
    "unauthorized_client": _UNKNOWN,
    "redirect_uri_mismatch": {
        "google": "knows us, but not where people come back to: register the redirect URI below.",
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one provider: whether it works (None when it is off), and why."""

    name: str
    works: bool | None
    words: str


def _app(provider: str) -> dict[str, Any] | None:
    apps = settings.SOCIALACCOUNT_PROVIDERS[provider]["APPS"]
    return dict(apps[0]) if apps else None


def _ask_for_tokens(name: str, provider: str, url: str, client: dict[str, str]) -> Finding:
    """Ask a token endpoint to take a made-up code (RFC 6749, 5.2): which error does it name?"""
    made_up = {"code": MADE_UP, "grant_type": "authorization_code"}
    fields = client | made_up | {"redirect_uri": callback(provider)}
    try:
        answer = requests.post(url, data=fields, timeout=PATIENCE)
    except requests.RequestException as trouble:
        where = urlsplit(url).hostname
        return Finding(name, False, f"can't be asked: {where}: {type(trouble).__name__}.")
    try:
        told = answer.json()
        error, more = str(told.get("error", "")), str(told.get("error_description", ""))
    except (ValueError, AttributeError):
        error, more = "", ""
    if error == "invalid_grant":
        return Finding(name, True, "knows us: it refused only the code, which was made up.")
    words = TROUBLES.get(error, {}).get(provider)
    if words is None:
        words = f"gave an answer that makes no sense: {error or f'status {answer.status_code}'}."
    said = f" It says: {more[:LONGEST_REMARK]}" if more else ""
    return Finding(name, False, words + said)


def callback(provider: str) -> str:
    """The address to register with a provider, where it sends people back to."""
    return str(settings.SITE_URL + reverse(f"{provider}_callback"))


def check_google() -> Finding:
    """Ask Google's token endpoint."""
    app = _app("google")
    if app is None:
        return Finding("Google", None, "is off: GOOGLE_CLIENT_ID is not set.")
    from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter

    client = {"client_id": app["client_id"], "client_secret": app["secret"]}
    return _ask_for_tokens("Google", "google", GoogleOAuth2Adapter.access_token_url, client)


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
    client = {"client_id": app["client_id"], "client_secret": secret}
    found = _ask_for_tokens("Apple", "apple", settings.APPLE_URLS["token"], client)
    return _with_keys(found) if found.works else found


def _with_keys(found: Finding) -> Finding:
    """Whether the keys can be fetched too with which each sign-in is checked."""
    try:
        keys = requests.get(settings.APPLE_URLS["keys"], timeout=PATIENCE).json()["keys"]
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        trouble = f"knows us, but its public keys can't be fetched: {type(error).__name__}."
        return Finding("Apple", False, trouble)
    return found if keys else Finding("Apple", False, "knows us, but shows no public keys.")


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
        return Finding("Mail", None, "is printed instead of sent: EMAIL_URL names no server.")
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
        return Finding("Mail", False, f"does not work: {_mail_trouble(error)}.")
    return Finding("Mail", True, f"took the mail for {to}." if to else "lets us in.")


def _mail_trouble(error: Exception) -> str:
    """What a mail server's refusal means for the variables, without what it was told."""
    for kind, words in MAIL_TROUBLES:
        if isinstance(error, kind):
            return words
    return f"{type(error).__name__}, see EMAIL_URL"


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
