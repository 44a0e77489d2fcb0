"""``manage.py migrate``: Django's own, which waits for no lock long enough to hold others up.

Whoever waits for a lock on a table has everybody who comes later wait behind them. So on PostgreSQL
a migration gives up after a second, lets the others through and tries again; each migration is
carried out whole or not at all, so a further try goes on where the last one stopped.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.management.commands import migrate
from django.db import OperationalError, connections

PATIENCE = 1_000  # milliseconds that a statement waits for a lock
TRIES, PAUSE = 60, 5.0  # seconds between two tries
LOCK_NOT_AVAILABLE = "55P03"


class Command(migrate.Command):
    """Migrate, in several tries where others are in the way."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate. Raises OperationalError when there was no way in for five minutes."""
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {PATIENCE}")
        try:
            self._try_often(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")

    def _try_often(self, *args: Any, **options: Any) -> None:
        for number in range(1, TRIES + 1):
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                code = getattr(error.__cause__, "sqlstate", None)
                if code != LOCK_NOT_AVAILABLE or number == TRIES:
                    raise
                self.stderr.write(f"Others hold a lock; trying again in {PAUSE:g} seconds.")
                time.sleep(PAUSE)
            else:
                return
