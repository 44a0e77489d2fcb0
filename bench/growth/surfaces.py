"""What each part of the site costs on a database that has grown: ``make bench-surfaces``.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/grown DATA_DIR=/tmp/grown make bench-surfaces

Each is asked three times in this process with nothing cached; the fastest counts, since a busy
machine only ever adds. ``rows`` is what PostgreSQL read from tables and indexes, and is bounded:
it says how something grows whatever the machine. Whatever writes is rolled back. The status is 1
where something is over its bound.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

ROUNDS = 3
READ = (
    "SELECT sum(seq_tup_read) + sum(coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables"
    " WHERE schemaname = current_schema()"
)


@dataclass(frozen=True, slots=True)
class Surface:
    """Something that is measured, and the most rows that it may read."""

    name: str
    work: Callable[[], object]
    most: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds, queries, rows read (-1 where the database does not say)."""

    took: float
    queries: int
    rows: int


class _Undo(Exception):
    """Takes back what was written."""


def rows_read() -> int:
    """The rows that PostgreSQL has read from the site's tables up to now; 0 on SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


def cost_of(surface: Surface) -> Cost:
    """What it costs, the least of some rounds."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    found = []
    for _ in range(ROUNDS):
        before, start = rows_read(), time.perf_counter()
        with suppress(_Undo), CaptureQueriesContext(connection) as asked, transaction.atomic():
            surface.work()
            took = (time.perf_counter() - start) * 1000
            raise _Undo
        rows = rows_read() - before if connection.vendor == "postgresql" else -1
        found.append(Cost(took, len(asked) - 2, rows))
    return Cost(*(min(values) for values in zip(*map(_values, found), strict=True)))


def _values(cost: Cost) -> tuple[float, int, int]:
    return cost.took, cost.queries, cost.rows


def report(surfaces: list[Surface]) -> bool:
    """Measure and print; whether all stay within their bounds."""
    from django.db import connection

    good = True
    sys.stdout.write(f"{'':44}{'ms':>9}{'queries':>9}{'rows':>10}   most\n")
    for surface in surfaces:
        cost = cost_of(surface)
        within = cost.rows <= surface.most
        good = good and within
        sys.stdout.write(
            f"{surface.name:44}{cost.took:9.1f}{cost.queries:9}{cost.rows:10,}"
            f"   {surface.most:,}{'' if within else '  OVER'}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(
        f"{connection.vendor}, {os.cpu_count()} cores ({platform.machine()}), Python"
        f" {platform.python_version()}, load {os.getloadavg()[0]:.1f}\n"
    )
    return good


def main() -> int:
    """Measure; the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    os.environ |= {"PAGE_CACHE": "off", "CACHE_URL": "locmem://", "TRUSTED_PROXIES": "1"}
    import django

    django.setup()
    from bench.growth.asked import everything

    only = sys.argv[1:]
    return (
        0 if report([s for s in everything() if not only or s.name.startswith(tuple(only))]) else 1
    )


if __name__ == "__main__":
    sys.exit(main())
