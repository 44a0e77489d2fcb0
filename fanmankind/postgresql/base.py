"""The name that Django's DATABASES asks of a backend: DATABASES["default"]["ENGINE"]."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base

from fanmankind.postgresql.kept import Cursor


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own in all but how a kept connection is checked (CONN_HEALTH_CHECKS), and in that it
    prepares the statements that are asked again and again.
    """

    def get_connection_params(self) -> dict[str, Any]:
        """What to connect with."""
        parameters: dict[str, Any] = super().get_connection_params()
        if not self.features.uses_server_side_binding:
            parameters["cursor_factory"] = Cursor
        return parameters

    def close_if_health_check_failed(self) -> None:
        """Ask the server whether it is there only where it has said something since.

        A server that ends, or that ends the connection, says so, and the socket can be read. From
        one that is gone without a word Django's own question would come back no sooner than the
        request's first, and on each request it is a seventh of what the private answer asks.
        """
        if self.connection is not None and not self.errors_occurred and self._is_silent():
            self.health_check_done = True
        super().close_if_health_check_failed()

    def _is_silent(self) -> bool:
        if self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
