"""The shared cache while it answers, this process's own memory while it does not.

What stands on the cache (rate limits above all) then holds for each process instead of for all of
them, and nothing answers 500.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.db import BaseDatabaseCache, DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.db import DatabaseError, IntegrityError, connections, router, transaction
from django.utils import timezone

from fanmankind.environment import MOST_ENTRIES

log = logging.getLogger(__name__)

REST = 5.0  # seconds before a cache that failed is asked again
TIMEOUT = 1.0  # seconds for Redis to connect or to answer
LOCKED_FOR = 5.0  # seconds that SQLite may be locked before its cache counts as failing

_resting: dict[str, float] = {}  # when a failing cache is asked again, for all of a process


class ResilientCache(BaseCache):
    """Passes every operation on; falls back when the cache raises anything but a caller's mistake.

    A failure is logged when it begins and when it is over.
    """

    primary: BaseCache
    name: str

    def _fall_back_from(self, primary: BaseCache, name: str) -> None:
        self.primary, self.name = primary, name
        room = {"OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
        self.fallback = LocMemCache(f"fallback-{name}", room)

    def _try(self, operation: Callable[[BaseCache], Any]) -> Any:
        until = _resting.get(self.name)
        if until is None or time.monotonic() >= until:
            try:
                answer = operation(self.primary)
            except (ValueError, TypeError, KeyError):
                raise  # the caller's mistake, the same with every cache
            except Exception as error:  # noqa: BLE001 - whatever a broken connection raises
                _resting[self.name] = time.monotonic() + REST
                if until is None:
                    kind = type(error).__name__
                    log.warning("The cache fails (%s): each process has its own.", kind)
            else:
                if _resting.pop(self.name, None) is not None:
                    log.warning("The cache answers again.")
                return answer
        return operation(self.fallback)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Store a value unless the key is there; return whether it was stored."""
        return bool(self._try(lambda cache: cache.add(key, value, *args, **kwargs)))

    def get(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        """The value of a key, or the default."""
        return self._try(lambda cache: cache.get(key, *args, **kwargs))

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Store a value."""
        self._try(lambda cache: cache.set(key, value, *args, **kwargs))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Give a key a new lifetime; return whether it was there."""
        return bool(self._try(lambda cache: cache.touch(key, *args, **kwargs)))

    def delete(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Remove a key; return whether it was there."""
        return bool(self._try(lambda cache: cache.delete(key, *args, **kwargs)))

    def get_many(self, keys: Any, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """The values of those keys that are there."""
        found: dict[Any, Any] = self._try(lambda cache: cache.get_many(keys, *args, **kwargs))
        return found

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Store several values; return the keys that could not be stored."""
        failed: list[Any] = self._try(lambda cache: cache.set_many(data, *args, **kwargs)) or []
        return failed

    def delete_many(self, keys: Any, *args: Any, **kwargs: Any) -> None:
        """Remove several keys."""
        self._try(lambda cache: cache.delete_many(keys, *args, **kwargs))

    def has_key(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether a key is there."""
        return bool(self._try(lambda cache: cache.has_key(key, *args, **kwargs)))

    def incr(self, key: Any, *args: Any, **kwargs: Any) -> int:
        """Add to a number. ValueError when the key is not there."""
        return int(self._try(lambda cache: cache.incr(key, *args, **kwargs)))

    def clear(self) -> None:
        """Remove everything."""
        self._try(lambda cache: cache.clear())

    def close(self, **kwargs: Any) -> None:
        """End a request; connections are kept."""


class ResilientRedisCache(ResilientCache):
    """Redis, as long as it answers."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = {"socket_connect_timeout": TIMEOUT, "socket_timeout": TIMEOUT}
        params = {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}}
        self._fall_back_from(RedisCache(location, params), location)


class ResilientDatabaseCache(ResilientCache, BaseDatabaseCache):
    """A table of the database, as long as it is there and not locked."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(location, params)
        self._fall_back_from(PlainDatabaseCache(location, params), location)

    def forget_expired(self) -> int:
        """Remove the rows whose time is over; return how many."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        quote = connection.ops.quote_name
        table: str = self._table  # type: ignore[attr-defined]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {quote(table)} WHERE {quote('expires')} < %s",  # noqa: S608
                [now],
            )
            return max(int(cursor.rowcount), 0)


class PlainDatabaseCache(DatabaseCache):
    """Django's, which says when it fails, soon, and without breaking a transaction around it."""

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """The values of those keys that are there."""
        with self._guarded():
            found: dict[Any, Any] = super().get_many(keys, version)
            return found

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether a key is there."""
        with self._guarded():
            return bool(super().has_key(key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Add to a number, one after another: Django's reads and then writes, and so may lose some.

        Raises ValueError when the key is not there.
        """
        database = router.db_for_write(self.cache_model_class)
        connection = connections[database]
        with self._guarded(), transaction.atomic(using=database):  # which locks all of SQLite
            if connection.features.has_select_for_update:
                name: str = self._table  # type: ignore[attr-defined]
                table = connection.ops.quote_name(name)
                row = f"SELECT 1 FROM {table} WHERE cache_key = %s FOR UPDATE"  # noqa: S608
                with connection.cursor() as cursor:
                    cursor.execute(row, [self.make_and_validate_key(key, version=version)])
            return int(super().incr(key, delta, version))

    def clear(self) -> None:
        """Remove everything."""
        with self._guarded():
            super().clear()

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
        with self._guarded():
            return bool(super()._base_set(*args, **kwargs))  # type: ignore[misc]

    def _base_delete_many(self, keys: Any) -> bool:
        with self._guarded():
            return bool(super()._base_delete_many(keys))  # type: ignore[misc]

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Raises what Django passes over, except that another process was first with a row."""
        database = router.db_for_write(self.cache_model_class)
        connection = connections[database]
        connection.ensure_connection()
        trouble: list[DatabaseError] = []

        def watch(execute: Any, *query: Any) -> Any:
            try:
                return execute(*query)
            except DatabaseError as error:
                trouble.append(error)
                raise

        with ExitStack() as stack:
            if connection.vendor == "sqlite":
                stack.enter_context(_soon(connection))
            elif connection.in_atomic_block:
                stack.enter_context(transaction.atomic(using=database))
            stack.enter_context(connection.execute_wrapper(watch))
            yield
        if trouble and not isinstance(trouble[-1], IntegrityError):
            raise trouble[-1]


@contextmanager
def _soon(connection: Any) -> Iterator[None]:
    """Have SQLite wait for a lock no longer than LOCKED_FOR."""
    usual = connection.settings_dict["OPTIONS"].get("timeout", LOCKED_FOR)
    raw = connection.connection
    raw.execute(f"PRAGMA busy_timeout = {round(LOCKED_FOR * 1000)}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {round(usual * 1000)}")


def forget_expired() -> int:
    """The chore: remove what has expired from a cache that does not do so itself."""
    cache = caches["default"]
    return cache.forget_expired() if isinstance(cache, ResilientDatabaseCache) else 0
