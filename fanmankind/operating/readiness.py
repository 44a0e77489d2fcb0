"""Whether a process is ready, asked at most every few seconds and never for long."""

from __future__ import annotations

import threading
import time

from django.db import connections

from accounts.places import Company, NotAsked
from accounts.provider_checks import Finding
from fanmankind.operating import state

REST = 2.0  # seconds that an answer holds, however many ask
PATIENCE = 4.0  # seconds, after which a part that hangs counts as broken


class Readiness:
    """The newest findings of this process; strangers may ask as often as they like."""

    def __init__(self) -> None:
        self._company = Company("readiness", most=1, patience=PATIENCE)
        self._lock = threading.Lock()
        self._known = [Finding("everything", False, "is being looked at for the first time.")]
        self._until = 0.0  # by the monotonic clock

    def findings(self) -> list[Finding]:
        """What is found of each part. One request looks; others never wait for it.

        Were they to wait, strangers could hold all threads while a part hangs.
        """
        if time.monotonic() < self._until or not self._lock.acquire(blocking=False):
            return self._known
        try:
            self._known = self._look()
            self._until = time.monotonic() + REST
        finally:
            self._lock.release()
        return self._known

    def _look(self) -> list[Finding]:
        try:
            return self._company.ask(_look)
        except NotAsked as error:
            return [Finding("everything", False, f"hangs: {error}. See the database and the disk.")]


def _look() -> list[Finding]:
    try:
        return state.findings()
    finally:
        connections.close_all()  # this thread ends, and nobody else could use them


readiness = Readiness()
