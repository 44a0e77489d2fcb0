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

from accounts.places import Places

PATIENCE = 2.0  # seconds that a request waits for another that makes its page
STEP = 0.02  # seconds between two looks at another process's lock
SPREAD = 2**40  # bytes of an empty file, each of which is a lock


class PageLocks:
    """Locks by a page's key: a thread's within the process, a byte of a file between processes.

    Who waits takes one of ``places`` meanwhile, and where there is none doesn't wait.
    """

    def __init__(self, path: Path, places: Places) -> None:
        self._path = path
        self._places = places
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
        if not (lock.acquire(blocking=False) or self._wait_for(lock, until)):
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

    def _wait_for(self, lock: threading.Lock, until: float) -> bool:
        """Whether the lock was given back in time to us."""
        with self._place(until) as has_place:
            return has_place and lock.acquire(timeout=max(0, until - time.monotonic()))

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
        with self._place(until) as has_place:
            while has_place and time.monotonic() < until:
                time.sleep(STEP)
                if self._take(at):
                    return True
        return False

    @contextlib.contextmanager
    def _place(self, until: float) -> Iterator[bool]:
        """Whether there is time to wait, and a place to wait at."""
        has_place = until > time.monotonic() and self._places.enter()
        try:
            yield has_place
        finally:
            if has_place:
                self._places.leave()

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
