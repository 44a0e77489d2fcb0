"""The log: one line for each event, on the console, without what opens an account.

Django logs the address of every request that it refuses, and some addresses are secrets: the mailed
link to a new password, the one to a copy of one's data, the one that takes an address back, and the
one that ends somebody's mail.
"""

from __future__ import annotations

import logging
import re
from typing import Any

SECRET = re.compile(
    r"(?P<before>/accounts/(?:password/reset/key/[0-9A-Za-z]+-|data/|email/undo/|confirm-email/)"
    r"|/reading/unsubscribe/|[?&](?:code|state|key|token)=)"
    r"(?!set-password\b)[^/\s?&\"']+"
)


def without_secrets(text: str) -> str:
    """The text, with each secret part of an address replaced by an ellipsis."""
    return SECRET.sub(r"\g<before>…", text)


class Line(logging.Formatter):
    """Formats a record with its trace, and takes the secrets out of both."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        return without_secrets(super().format(record))


def to_console(level: str) -> dict[str, Any]:
    """The LOGGING setting for everything from this level on."""
    line = {
        "()": "fanmankind.logs.Line",
        "format": "{asctime} {levelname} {name} {message}",
        "style": "{",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"django.server": {"propagate": True}},
    }
