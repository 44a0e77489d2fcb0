"""That a page is made once at a time, by all processes of a machine together."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 2.0  # seconds that a request waits for another that makes its page
STEP = 0.02  # seconds between two looks at another process's lock
SPREAD = 2**40  # bytes of an empty file, each of which is a lock


class PageLocks:
    """Locks by a page's key: a thread's within the process, a byte of a file between processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None
        self._guard = threading.Lock()
        self._held: dict[str, threading.Lock] = {}

    @contextlib.contextmanager
    def only_one(self, key: str, *, waits: bool) -> Iterator[bool]:
        """Whether this is the one that makes the page now.

        With ``waits``, the others wait until it is done, or for two seconds, and are told so.
        """
        until = time.monotonic() + (PATIENCE if waits else 0)
        with self._guard:
            lock = self._held.setdefault(key, threading.Lock())
        if not lock.acquire(timeout=max(0, until - time.monotonic())):
            yield False
            return
        try:
            with self._between_processes(key, until) as is_ours:
                yield is_ours
        finally:
            lock.release()
            with self._guard:
                if not lock.locked():
                    self._held.pop(key, None)

    @contextlib.contextmanager
    def _between_processes(self, key: str, until: float) -> Iterator[bool]:
        digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
        at = int.from_bytes(digest) % SPREAD
        is_ours = self._take(at) or self._wait_to_take(at, until)
        try:
            yield is_ours
        finally:
            if is_ours and self._file is not None:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 1, at)

    def _wait_to_take(self, at: int, until: float) -> bool:
        """Whether another process gave it back in time."""
        while time.monotonic() < until:
            time.sleep(STEP)
            if self._take(at):
                return True
        return False

    def _take(self, at: int) -> bool:
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)
        except BlockingIOError:
            return False
        except OSError:  # no disk: each process makes its own
            return True
        return True
