"""Deliver the mail that requests wrote down, and run the chores of accounts once a minute."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections, connection

from accounts.chores import run_all
from accounts.export import make_next
from accounts.outbox import deliver_one
from accounts.reset_requests import answer_next

log = logging.getLogger(__name__)

PAUSE = 0.5  # seconds between two looks while there is nothing to do
AFTER_TROUBLE = 5.0  # seconds
CHORES_EVERY = 60.0  # seconds

# Each does one piece of work and returns whether there was one.
WORK: tuple[Callable[[], bool], ...] = (answer_next, deliver_one, make_next)


class Command(BaseCommand):
    """A worker that runs until it is told to stop; several may run beside each other."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """``--once`` does what is due and ends."""
        parser.add_argument("--once", action="store_true", help="do what is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT, which let the mail under way finish."""
        if options["once"]:
            while any(step() for step in WORK):
                pass
            return
        stopping = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        work_until(stopping)


def work_until(stopping: threading.Event) -> None:
    """Do what there is to do, and the chores once a minute, until ``stopping`` is set."""
    next_chores = time.monotonic()
    resting: dict[Callable[[], bool], float] = {}
    while not stopping.is_set():
        close_old_connections()
        busy = False
        for step in WORK:
            now = time.monotonic()
            if stopping.is_set() or resting.get(step, 0.0) > now:
                continue
            try:
                busy = step() or busy
            except Exception as error:  # noqa: BLE001 - the other kinds of work go on
                _complain(step, error)
                resting[step] = now + AFTER_TROUBLE
        # By the clock, not when idle: a long queue must not keep the chores from being done.
        if time.monotonic() >= next_chores and not stopping.is_set():
            next_chores = time.monotonic() + CHORES_EVERY
            run_all(stopping.is_set)
        if not busy:
            stopping.wait(PAUSE)


def _complain(step: Callable[[], bool], error: Exception) -> None:
    if isinstance(error, Error):
        log.warning("The database can't be asked (%s): %s.", step.__name__, type(error).__name__)
        connection.close()
    else:
        log.error("%s failed.", step.__name__, exc_info=error)
