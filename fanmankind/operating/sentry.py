"""Errors to Sentry, where SENTRY_DSN says so: what broke and where, and nothing of who was there.

Needs ``requirements-sentry.txt``. No cookie, header, address, form, local variable or crumb leaves;
of what remains, mail addresses and secret parts of links are taken out.
"""

from __future__ import annotations

import os
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from fanmankind.logs import REFUSALS, without_secrets
from fanmankind.operating import request_ids

MAIL = re.compile(r"[^\s<>\"'(=,]+@[^\s<>\"'),]+")
KEPT_OF_A_REQUEST = ("method", "url")


def start() -> None:
    """Begin to report. ImproperlyConfigured when it can't be: not installed, or no DSN."""
    dsn = os.environ.get("SENTRY_DSN", "").strip()
    if not dsn:
        return
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, and sentry-sdk is missing: install requirements-sentry.txt."
        ) from error
    try:
        sentry_sdk.init(
            dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            before_send=without_people,
        )
    except ValueError as error:  # BadDsn, which repeats the key
        raise ImproperlyConfigured("SENTRY_DSN must be like https://key@host/1.") from error


def without_people(event: Any, hint: Any) -> Any:
    """The event with nothing of a person in it; None for what was refused as it should be."""
    if str(event.get("logger", "")).startswith(REFUSALS):
        return None
    request = event.get("request", {})
    event["request"] = {key: request[key] for key in KEPT_OF_A_REQUEST if key in request}
    if "url" in event["request"]:
        event["request"]["url"] = str(event["request"]["url"]).partition("?")[0]
    for key in ("user", "breadcrumbs", "extra"):
        event.pop(key, None)
    event["tags"] = {"request": request_ids.current.get()}
    return _cleaned(event)


def _cleaned(part: Any) -> Any:
    if isinstance(part, str):
        return MAIL.sub("…", without_secrets(part))
    if isinstance(part, dict):
        return {key: _cleaned(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_cleaned(value) for value in part]
    return part
