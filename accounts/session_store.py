"""Django's sessions in the database, found by SQL that is written once.

Each private answer begins with one. ``SESSION_ENGINE`` names this module. By its first words
PostgreSQL prepares it once (``fanmankind/postgresql``).
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

FIND = (
    "/* kept */ SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
)


class SessionStore(db.SessionStore):
    """Django's own in all but how the row is found."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no longer this key, where it is gone or expired."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(FIND, [self.session_key, now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0])
        return held
