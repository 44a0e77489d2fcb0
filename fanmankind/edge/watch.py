"""What this process knows of the editions: asked for four times a second, by a thread of its own.

So a page costs no question at all, and a database that is gone or slow keeps nobody waiting.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time

from django.db import Error, connection

from fanmankind.edge.models import EVERYTHING

log = logging.getLogger(__name__)

INTERVAL = 0.25  # seconds; a change is seen everywhere within one
PATIENCE = 5.0  # seconds without an answer, after which the database counts as gone
FIRST = 2.0  # seconds that the first page waits for the first answer

Seal = tuple[int, int]  # the editions that a copy was made from: everything's, and its section's


class Watch:
    """The newest editions that this process has seen, and when."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.seen_at = 0.0  # by the monotonic clock
        self._turned = 0  # how often the editions were others than before
        self._has_looked = threading.Event()
        self._is_wanted = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def seal(self, section: str) -> Seal:
        """The editions that a copy of this section's page would be made from now."""
        known = self.known
        return known.get(EVERYTHING, 0), known.get(section, 0)

    def edition(self) -> int | None:
        """Another number whenever any section has a new edition; None while that is not known."""
        return None if self.is_blind else self._turned

    @property
    def is_blind(self) -> bool:
        """Whether the database has not answered for a while, or never yet."""
        return time.monotonic() - self.seen_at > PATIENCE or not self.seen_at

    def wake(self) -> None:
        """Look at once: something was stored here."""
        self._is_wanted.set()

    def start(self) -> None:
        """Begin to watch, once in a process; return when the first answer is there, or late."""
        if not self._is_watching():
            with self._starting:
                if not self._is_watching():
                    self._thread = threading.Thread(target=self._run, name="editions", daemon=True)
                    self._thread.start()
        self._has_looked.wait(FIRST)

    def _is_watching(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def look(self) -> None:
        """Read the editions; raises what the database raises."""
        from fanmankind.edge.models import editions

        asked_at = time.monotonic()
        found = editions()
        if found != self.known:
            # First, so that a copy with the seal of these editions is made of nothing older.
            self._turned += 1
            self.known = found
        self.seen_at = asked_at

    def _run(self) -> None:
        """Look again and again. Whatever goes wrong, the next look may go well."""
        is_down = False
        while True:
            try:
                self.look()
            except Exception as error:  # say OSError, where no file handle is left
                if not is_down:
                    said = "The editions can't be read: %r. Pages stay as they are."
                    log.warning(said, error, exc_info=not isinstance(error, Error))
                is_down = True
                with contextlib.suppress(Exception):
                    connection.close()
            else:
                if is_down:
                    log.warning("The editions can be read again.")
                is_down = False
            self._has_looked.set()
            self._is_wanted.wait(INTERVAL)
            self._is_wanted.clear()


watch = Watch()
