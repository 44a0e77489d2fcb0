"""Each request has an id, which its answer and each line of the log about it carry.

A proxy of ours may have given it one already; a stranger's is never taken, or they could make
their requests look like somebody else's in the log.
"""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from itertools import count
from typing import Any

WELL_FORMED = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{7,63}")
NONE = "-"
# Of this process, and then one after the other: random bits for each would take ten times as long,
# and an id has to be nobody else's, not hard to guess.
OURS = f"{secrets.token_hex(10)}-"
_numbers = count()

current: ContextVar[str] = ContextVar("request_id", default=NONE)


def begin(environ: dict[str, Any], *, proxies: int) -> str:
    """The id of the request that begins here, for all that is logged in this thread from now on.

    ``proxies`` is how many of ours stand before the site. What did not come through them has no
    X-Forwarded-For.
    """
    number = OURS + str(next(_numbers))
    if proxies and "HTTP_X_REQUEST_ID" in environ and environ.get("HTTP_X_FORWARDED_FOR"):
        given: str = environ["HTTP_X_REQUEST_ID"]
        if WELL_FORMED.fullmatch(given):
            number = given
    current.set(number)
    return number
