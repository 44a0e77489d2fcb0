"""The companies that accounts lean on: Google, Apple and reCAPTCHA, each a group of variables.

A group is off while its first variable is empty. The ``*_STANDIN_URL`` variables point a group at
the local stand-ins instead; ``fanmankind.checks`` refuses them in production.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

GOOGLE_VARIABLES = ("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET")
APPLE_VARIABLES = ("APPLE_CLIENT_ID", "APPLE_TEAM_ID", "APPLE_KEY_ID", "APPLE_PRIVATE_KEY")
RECAPTCHA_VARIABLES = ("RECAPTCHA_SITE_KEY", "RECAPTCHA_SECRET_KEY")
CHECKBOX_VARIABLES = ("RECAPTCHA_CHECKBOX_SITE_KEY", "RECAPTCHA_CHECKBOX_SECRET_KEY")
STANDIN_VARIABLES = ("GOOGLE_STANDIN_URL", "APPLE_STANDIN_URL", "RECAPTCHA_STANDIN_URL")


def value(name: str) -> str:
    """The variable without blanks around it; empty when it is not set."""
    return os.environ.get(name, "").strip()


def is_on(variables: tuple[str, ...]) -> bool:
    """Whether a group is configured."""
    return bool(value(variables[0]))


def lacking(variables: tuple[str, ...]) -> list[str]:
    """The variables of a group that are empty."""
    return [name for name in variables if not value(name)]


def google() -> dict[str, Any]:
    """Google's part of SOCIALACCOUNT_PROVIDERS; its addresses are read by allauth at import."""
    provider: dict[str, Any] = {
        "SCOPE": ["openid", "profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [{"client_id": value("GOOGLE_CLIENT_ID"), "secret": value("GOOGLE_CLIENT_SECRET")}]
        if is_on(GOOGLE_VARIABLES)
        else [],
    }
    base = value("GOOGLE_STANDIN_URL").rstrip("/")
    if base:
        provider |= {
            "AUTHORIZE_URL": f"{base}/authorize",
            "ACCESS_TOKEN_URL": f"{base}/token",
            "CERTS_URL": f"{base}/certs",
            "IDENTITY_URL": f"{base}/userinfo",
            "ID_TOKEN_ISSUER": base,
        }
    return provider


def apple() -> dict[str, Any]:
    """Apple's part of SOCIALACCOUNT_PROVIDERS: client is the Services ID, secret the key id."""
    app = {
        "client_id": value("APPLE_CLIENT_ID"),
        "secret": value("APPLE_KEY_ID"),
        "key": value("APPLE_TEAM_ID"),
        # A variable can hardly carry line breaks, so "\n" in it stands for one.
        "settings": {"certificate_key": value("APPLE_PRIVATE_KEY").replace("\\n", "\n")},
    }
    return {
        "SCOPE": ["name", "email"],
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [app] if is_on(APPLE_VARIABLES) else [],
    }


def origins() -> list[str]:
    """Where signing in with a provider leads."""
    found = ["https://accounts.google.com", "https://appleid.apple.com"]
    standins = [value(name) for name in ("GOOGLE_STANDIN_URL", "APPLE_STANDIN_URL")]
    return found + sorted({"/".join(url.split("/")[:3]) for url in standins if url})


def apple_urls() -> dict[str, str]:
    """Where Apple is reached, by purpose."""
    base = value("APPLE_STANDIN_URL").rstrip("/") or "https://appleid.apple.com"
    return {name: f"{base}/auth/{name}" for name in ("authorize", "token", "keys", "revoke")}


@dataclass(frozen=True, slots=True)
class Recaptcha:
    """The keys of reCAPTCHA and where it is reached."""

    site_key: str
    secret_key: str
    checkbox_site_key: str
    checkbox_secret_key: str
    script_url: str
    verify_url: str
    sources: tuple[str, ...]


def recaptcha() -> Recaptcha:
    """Find reCAPTCHA as the environment says, at Google or at the local stand-in."""
    base = value("RECAPTCHA_STANDIN_URL").rstrip("/")
    sources = (base.removesuffix("/recaptcha"),) if base else GOOGLE_SOURCES
    base = base or "https://www.google.com/recaptcha"
    return Recaptcha(
        site_key=value("RECAPTCHA_SITE_KEY"),
        secret_key=value("RECAPTCHA_SECRET_KEY"),
        checkbox_site_key=value("RECAPTCHA_CHECKBOX_SITE_KEY"),
        checkbox_secret_key=value("RECAPTCHA_CHECKBOX_SECRET_KEY"),
        script_url=f"{base}/api.js",
        verify_url=f"{base}/api/siteverify",
        sources=sources,
    )


# What Google's script loads, for the content security policy of the forms that it protects.
GOOGLE_SOURCES = (
    "https://www.google.com/recaptcha/",
    "https://www.gstatic.com/recaptcha/",
    "https://recaptcha.google.com/recaptcha/",
)
