"""Django's mail over SMTP, each delivery of which ends in time.

A timeout holds for each wait alone: a mail server that answers just in time each time, or a letter
at a time, would have a worker for as long as it likes, and its mail sent by another one meanwhile.
"""

from __future__ import annotations

import smtplib
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from threading import Timer
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

LONGEST = 60.0  # seconds for a whole delivery; a mail is its worker's for twice as long

Watch = Callable[[socket.socket], None]


class _Talk(smtplib.SMTP):
    """A conversation with a mail server, whose connection is shown to ``watch``."""

    def __init__(self, watch: Watch, *args: Any, **more: Any) -> None:
        self._watch = watch
        super().__init__(*args, **more)

    def _get_socket(self, host: str, port: int, timeout: Any) -> socket.socket:
        """Connect; a host with many addresses that do not answer takes no longer than with one."""
        patience = timeout if isinstance(timeout, int | float) else LONGEST
        addresses = len(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        found: socket.socket = super()._get_socket(  # type: ignore[misc]
            host, port, min(patience, LONGEST / addresses)
        )
        found.settimeout(patience)
        self._watch(found)
        return found


class _SecureTalk(smtplib.SMTP_SSL, _Talk):
    """The same, secure from its first byte: ``SMTP_SSL`` wraps what ``_Talk`` connects."""

    def __init__(self, watch: Watch, *args: Any, **more: Any) -> None:
        self._watch = watch
        smtplib.SMTP_SSL.__init__(self, *args, **more)


class EmailBackend(smtp.EmailBackend):
    """Django's backend; what is not delivered LONGEST seconds after it began is cut off."""

    _ending: ExitStack | None = None
    _until = 0.0

    @property
    def connection_class(self) -> Any:
        """What Django connects with."""
        return partial(_SecureTalk if self.use_ssl else _Talk, self._end_in_time)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send them; return how many were. Raises what Django does, soon after LONGEST at most."""
        with ExitStack() as self._ending:
            self._until = time.monotonic() + LONGEST
            return int(super().send_messages(email_messages) or 0)

    def _end_in_time(self, connection: socket.socket) -> None:
        if self._ending is None:  # only to see whether we are let in
            return
        # A twin, which stays what it is when the connection becomes a secure one.
        twin = self._ending.enter_context(connection.dup())
        end = Timer(max(self._until - time.monotonic(), 0), _cut, [twin])
        end.daemon = True
        end.start()
        self._ending.callback(end.cancel)


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it has just ended by itself
        connection.shutdown(socket.SHUT_RDWR)
