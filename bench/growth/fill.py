"""Fill the site's database: ``make grow``, with the site's own environment.

    DATABASE_URL=postgres://postgres@127.0.0.1:5432/grown DATA_DIR=/tmp/grown make grow
    DATA_DIR=/tmp/grown make grow ARGS=--tenth     # the largest that is meant for SQLite

Sets the site up with its demonstration and adds 1,000 shows, 100,000 articles, 1,000,000 accounts
and 20,000,000 places in shows, with what hangs on them; ``--tenth``, ``--hundredth`` a share of it.
Refuses a database that has more than the demonstration, and a production installation.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

SHOWS, ARTICLES, ACCOUNTS = 1_000, 100_000, 1_000_000
SHARES = {"": 1, "--tenth": 10, "--hundredth": 100}
MOST_SHOWS = 20  # of a demonstration


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Say how long something took."""
    start = time.monotonic()
    yield
    sys.stdout.write(f"{name:12}{time.monotonic() - start:8.0f} s\n")
    sys.stdout.flush()


def fill(share: int = 1) -> dict[str, int]:
    """Fill the configured database with one part in ``share``; how many rows of each."""
    from articles.models import Article, Show
    from bench.growth import articles, readers, rows

    if Show.objects.count() > MOST_SHOWS:
        raise SystemExit("This database is filled already.")
    with timed("articles"):
        rows.hurry()
        shows = articles.add(SHOWS // share, ARTICLES // share)
    with timed("readers"):
        count = readers.add(ACCOUNTS // share, shows)
    with timed("search"):
        articles.index()
    with timed("statistics"):
        rows.settle()
    return {"shows": Show.objects.count(), "articles": Article.objects.count()} | count


def main() -> None:
    """Set up, fill, report."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from fanmankind.serving import set_up

    if not settings.IS_LOCAL:
        raise SystemExit("This is a production installation.")
    share = SHARES[sys.argv[1] if len(sys.argv) > 1 else ""]
    with timed("setting up"):
        set_up()
    for name, number in fill(share).items():
        sys.stdout.write(f"{number:12,} {name}\n")
    sys.stdout.write(f"{connection.vendor}, load {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
