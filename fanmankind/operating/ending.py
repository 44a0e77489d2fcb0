"""Ending a command in order when it is told to stop: what it began is taken away."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
KILLED = 128  # and the signal's number: the exit status of what a signal ended, as shells have it


@contextmanager
def ended_in_order() -> Iterator[None]:
    """While this lasts, SIGTERM and SIGHUP raise SystemExit, so that temporary files go.

    By themselves they end a process where it stands, and a copy of the database would stay.
    """
    if threading.current_thread() is not threading.main_thread():  # where none can be caught
        yield
        return

    def end(number: int, _: Any) -> None:
        sys.exit(KILLED + number)

    before = {each: signal.signal(each, end) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
