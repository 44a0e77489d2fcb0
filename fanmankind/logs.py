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
REFUSALS = "django.security."
MOST_OF_A_REFUSAL = 300  # characters: it repeats what was sent
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


def refusal_as_a_warning(record: logging.LogRecord) -> bool | logging.LogRecord:
    """Say in one line what Django refused, say another's host name; a filter.

    Django logs these as errors with their traces. But any stranger can send them, and the site did
    what it should: an operator whose errors are those never sees the others.
    """
    if not record.name.startswith(REFUSALS) or record.levelno <= logging.WARNING:
        return True
    said = record.getMessage()
    if len(said) > MOST_OF_A_REFUSAL:
        said = f"{said[:MOST_OF_A_REFUSAL]}…"
    plain = {"levelno": logging.WARNING, "levelname": "WARNING", "exc_info": None, "exc_text": None}
    return logging.makeLogRecord(record.__dict__ | plain | {"msg": "%s", "args": (said,)})


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
    filters = [with_request, refusal_as_a_warning]
    console = {"class": "logging.StreamHandler", "formatter": "line", "filters": filters}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"django.server": {"propagate": True}},
    }
