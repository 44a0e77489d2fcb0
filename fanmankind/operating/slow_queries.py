"""Questions to the database that take long are logged: the statement, never what it asks about.

What is measured is the statement; SQLite does a part of its work when the rows are fetched.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)

LITERAL = re.compile(r"'(?:[^']|'')*'")
LONGEST_HALF = 800  # characters of each end of a statement; the middle lists columns


def watch(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Measure what this new connection is asked, unless SLOW_QUERY_MS is 0."""
    if settings.SLOW_QUERY_MS and measure not in connection.execute_wrappers:
        connection.execute_wrappers.append(measure)


def measure(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Run a statement; log it when it took SLOW_QUERY_MS or longer, even where it failed."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        if seconds * 1000 >= settings.SLOW_QUERY_MS:
            note(str(sql), seconds)


def note(sql: str, seconds: float) -> None:
    """Write one down."""
    told = LITERAL.sub("'…'", " ".join(sql.split()))
    if len(told) > 2 * LONGEST_HALF:
        told = f"{told[:LONGEST_HALF]} … {told[-LONGEST_HALF:]}"
    log.warning("A query took %.3f s: %s", seconds, told, extra={"seconds": round(seconds, 3)})
