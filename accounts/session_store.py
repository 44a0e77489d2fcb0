"""Django's sessions in the database, found by SQL that is written once.

Each private answer begins with one. ``SESSION_ENGINE`` names this module. By its first words
PostgreSQL prepares it once (``fanmankind/postgresql``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.core import signing
from django.db import connection
from django.utils import timezone

FIND = (
    "/* kept */ SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
)
REMEMBERED = 1024  # sessions whose content was found genuine, of about 500 bytes each


class SessionStore(db.SessionStore):
    """Django's own in all but how the row is found, and how often its signature is checked."""

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

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a text of the database says; nothing where it is not what we wrote.

        The same text is checked once. It is read anew each time: what is held may be changed.
        """
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        try:
            held = self.serializer().loads(_genuine(str(session_data), self.key_salt, keys))
        except Exception:  # noqa: BLE001 - Django's own knows them all, and logs
            held = super().decode(session_data)
        return dict(held)


class _AsItIs:
    """Leaves what was signed as it is."""

    def dumps(self, obj: bytes) -> bytes:
        """The same."""
        return obj

    def loads(self, data: bytes) -> bytes:
        """The same."""
        return data


@lru_cache(maxsize=REMEMBERED)
def _genuine(text: str, salt: str, keys: tuple[str | bytes, ...]) -> bytes:
    """What was signed with the first of these keys, or before with another. BadSignature else."""
    signed: bytes = signing.loads(
        text, key=keys[0], salt=salt, serializer=_AsItIs, fallback_keys=list(keys[1:])
    )
    return signed
