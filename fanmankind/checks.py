"""A production installation refuses to start on an unsafe setting, and names the variable.

An installation is a local one as long as SITE_URL is on this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, register, run_checks

from fanmankind import environment, providers

KEY_LENGTH = 50
BOUNCE_SECRET_LENGTH = 24
OPERATOR_TOKEN_LENGTH = 24


def _error(number: int, message: str, hint: str) -> CheckMessage:
    return Error(message, hint=hint, id=f"fanmankind.E{number:03}")


@register(Tags.security)
def production_settings(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Everything that must not be left at its local default where strangers come."""
    if settings.IS_LOCAL:
        return []
    return [*_site(), *_proxies(), *_mail(), *_providers(), *_operation()]


def _site() -> Iterator[CheckMessage]:
    if not settings.IS_HTTPS:
        yield _error(1, "SITE_URL does not begin with https.", "Set SITE_URL.")
    if len(os.environ.get("SECRET_KEY", "")) < KEY_LENGTH:
        yield _error(
            2,
            f"SECRET_KEY is not set, or shorter than {KEY_LENGTH} characters.",
            "Set SECRET_KEY to a long random text and keep it.",
        )
    if any(len(key) < KEY_LENGTH for key in settings.SECRET_KEY_FALLBACKS):
        yield _error(
            16,
            f"A key in SECRET_KEY_FALLBACKS is shorter than {KEY_LENGTH} characters.",
            "Set SECRET_KEY_FALLBACKS to former keys, separated by commas, or unset it.",
        )
    if settings.DEBUG:
        yield _error(3, "DEBUG is on.", "Unset DEBUG.")
    if "*" in settings.ALLOWED_HOSTS:
        yield _error(
            4, "ALLOWED_HOSTS lets every host in.", "Set ALLOWED_HOSTS to your host names."
        )


def _proxies() -> Iterator[CheckMessage]:
    if settings.IS_HTTPS and "BEHIND_TLS_PROXY" not in os.environ:
        yield _error(
            12,
            "BEHIND_TLS_PROXY is not set. Behind a proxy that speaks https for the site, no"
            " request would count as secure.",
            "Set BEHIND_TLS_PROXY to on, or to off where this server speaks https itself.",
        )
    if environment.flag("BEHIND_TLS_PROXY") and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        yield _error(
            13,
            "BEHIND_TLS_PROXY is on and TRUSTED_PROXIES is 0, so everybody seems to come from the"
            " proxy's address and shares its limits.",
            "Set TRUSTED_PROXIES to the number of proxies of yours before the site.",
        )


def _mail() -> Iterator[CheckMessage]:
    if not settings.MAILERS["default"]["BACKEND"].endswith("smtp.EmailBackend"):
        yield _error(
            5,
            "EMAIL_URL names no mail server, so no mail would leave.",
            "Set EMAIL_URL, for example smtp+tls://user:password@host:587.",
        )
    if settings.BOUNCE_SECRET and len(settings.BOUNCE_SECRET) < BOUNCE_SECRET_LENGTH:
        yield _error(
            11,
            f"BOUNCE_SECRET is shorter than {BOUNCE_SECRET_LENGTH} characters.",
            "Set BOUNCE_SECRET to a long random text, or unset it.",
        )
    for number, name, address in (
        (14, "FROM_EMAIL", settings.DEFAULT_FROM_EMAIL),
        (15, "SUPPORT_EMAIL", settings.SUPPORT_EMAIL),
    ):
        if _is_placeholder(address):
            yield _error(
                number, f"{name} has an address that nobody owns.", f"Set {name} to your own."
            )


def _is_placeholder(address: str) -> bool:
    """Whether an address lacks a domain, or has one kept for examples (RFC 2606)."""
    name, _, domain = parseaddr(address)[1].lower().rpartition("@")
    labels = domain.split(".")
    kept = labels[-1] in {"example", "invalid", "test", "localhost"} or labels[-2:-1] == ["example"]
    return not name or not domain or kept


def _providers() -> Iterator[CheckMessage]:
    standins = [name for name in providers.STANDIN_VARIABLES if providers.value(name)]
    if standins:
        yield _error(
            6,
            f"{', '.join(standins)} would let local stand-ins decide who somebody is.",
            f"Unset {', '.join(standins)}.",
        )
    lacking = providers.lacking(providers.RECAPTCHA_VARIABLES)
    if lacking:
        yield _error(
            7,
            "reCAPTCHA has no keys, so forgot password and joining are open to machines.",
            f"Set {' and '.join(lacking)}; docs/operating.md says where they come from.",
        )
    for number, group in enumerate(
        (providers.GOOGLE_VARIABLES, providers.APPLE_VARIABLES, providers.CHECKBOX_VARIABLES), 8
    ):
        lacking = providers.lacking(group)
        if lacking and len(lacking) < len(group):
            yield _error(
                number, f"{', '.join(lacking)} is not set.", "Set all of its group, or none."
            )


def _operation() -> Iterator[CheckMessage]:
    if settings.OPERATOR_TOKEN and len(settings.OPERATOR_TOKEN) < OPERATOR_TOKEN_LENGTH:
        yield _error(
            17,
            f"OPERATOR_TOKEN is shorter than {OPERATOR_TOKEN_LENGTH} characters.",
            "Set OPERATOR_TOKEN to a long random text, or unset it.",
        )


def refuse_unsafe() -> None:
    """Raise SystemExit, with every reason, where a check of safety finds an error."""
    found = [problem for problem in run_checks(tags=[Tags.security]) if problem.level >= ERROR]
    reasons = [f"{problem.msg} {problem.hint or ''}" for problem in found if not _silenced(problem)]
    if reasons:
        raise SystemExit("\n".join(reasons))


def _silenced(problem: CheckMessage) -> bool:
    """Whether somebody chose to overlook it; nothing of ours can be overlooked."""
    ours = (problem.id or "").startswith(("fanmankind.", "accounts."))
    return problem.is_silenced() and not ours
