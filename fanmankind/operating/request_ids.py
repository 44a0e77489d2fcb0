"""Each request has an id, which its answer and each line of the log about it carry.

A proxy of ours may have given it one already; a stranger's is never taken, or they could make
their requests look like somebody else's in the log.
"""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from typing import Any

WELL_FORMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{7,63}")
NONE = "-"

current: ContextVar[str] = ContextVar("request_id", default=NONE)


def begin(environ: dict[str, Any], *, proxies: int) -> str:
    """The id of the request that begins here, for all that is logged in this thread from now on.

    ``proxies`` is how many of ours stand before the site. What did not come through them has no
    X-Forwarded-For.
    """
    given: str = environ.get("HTTP_X_REQUEST_ID", "")
    trusted = given and proxies and environ.get("HTTP_X_FORWARDED_FOR")
    number = given if trusted and WELL_FORMED.fullmatch(given) else secrets.token_hex(16)
    current.set(number)
    return number
