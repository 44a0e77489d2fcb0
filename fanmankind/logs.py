"""The log: one line for each event, on the console, without what opens an account.

Django logs the address of every request that it refuses, and some addresses are secrets: the mailed
link to a new password, the one to a copy of one's data, the one that takes an address back, and the
one that ends somebody's mail.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from fanmankind.operating import request_ids

SECRET = re.compile(
    r"(?P<before>/accounts/(?:password/reset/key/[0-9A-Za-z]+-|data/|email/undo/|confirm-email/)"
    r"|/reading/unsubscribe/|[?&](?:code|state|key|token)=)"
    r"(?!set-password\b)[^/\s?&\"']+"
)
# Whatever else somebody hangs on a record, such as a whole request, is no part of a line.
FIELDS = {
    "asctime": "at",
    "levelname": "level",
    "name": "logger",
    "request_id": "request",
    "message": "message",
    "exc_info": "trace",
    "stack_info": "stack",
    "seconds": "seconds",
    "status_code": "status",
}


def without_secrets(text: str) -> str:
    """The text, with each secret part of an address replaced by an ellipsis."""
    return SECRET.sub(r"\g<before>…", text)


def with_request(record: logging.LogRecord) -> bool:
    """Bind the record to the request under way; a filter that lets everything through."""
    record.request_id = request_ids.current.get()
    return True


class Line(logging.Formatter):
    """Formats a record with its trace, and takes the secrets out of both."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        return without_secrets(super().format(record))


class JsonLine(JsonFormatter):
    """The same as one JSON object, for a machine that collects logs."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Only the fields that we know, by the names that we give them."""
        return {FIELDS[key]: value for key, value in log_data.items() if key in FIELDS}

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        return without_secrets(super().format(record))


def to_console(level: str, *, as_json: bool) -> dict[str, Any]:
    """The LOGGING setting for everything from this level on."""
    line = {
        "()": "fanmankind.logs.JsonLine" if as_json else "fanmankind.logs.Line",
        "format": "{asctime} {levelname} {name} {request_id} {message}",
        "style": "{",
    }
    console = {"class": "logging.StreamHandler", "formatter": "line", "filters": [with_request]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"django.server": {"propagate": True}},
    }
