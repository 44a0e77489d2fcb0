"""How long search takes among 50,000 articles, on SQLite and on PostgreSQL.

    .venv/bin/python -m bench.search                                         # SQLite
    .venv/bin/python -m bench.search postgres://postgres@127.0.0.1:5432/postgres

Makes a database of its own, with 200 shows, 2,000 characters and 50,000 articles of invented words
as frequent as words are, and drops it in the end. Each kind of query is asked with ever other
words, as a whole answer: every middleware, the page and its compression, nothing cached. The
status is 1 where p95 is over the limit, 50 ms on PostgreSQL and 100 ms on SQLite.
"""

from __future__ import annotations

import os
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import psycopg

LIMITS = {"postgresql": 50.0, "sqlite": 100.0}  # milliseconds, p95
TIMES = 40  # of each kind of query
CHANCE = random.Random(1969)  # noqa: S311 - the same figures every time
Spent = tuple[float, float]  # milliseconds: from asking to the answer, and of our processor
Query = tuple[str, dict[str, str]]  # path and parameters


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """The address of a database that is there until the end."""
    if not server:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"
        return
    name = f"bench_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        from django.db import connections

        connections.close_all()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def queries(words: list[str], shows: list[tuple[str, str]]) -> dict[str, Callable[[], Query]]:
    """What readers ask, by kind; each call asks something else."""

    def page(query: str, **filters: str) -> Query:
        return "/search/", {"q": query.lower(), **filters}

    def some(first: int, last: int) -> str:
        return words[CHANCE.randrange(first, last)]

    def slip(word: str) -> str:
        at = CHANCE.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    def show() -> str:
        return CHANCE.choice(shows)[0]

    def suggest(query: str) -> Query:
        return "/search/suggest.json", {"q": query}

    return {
        "a word of every article": lambda: page(CHANCE.choice(["ending", "explained", "season"])),
        "a common word": lambda: page(some(0, 50)),
        "a rare word": lambda: page(some(5_000, len(words))),
        "two words": lambda: page(f"{some(0, 100)} {some(0, 500)}"),
        "a common word and a rare one": lambda: page(f"ending {some(2_000, len(words))}"),
        "a show by its name": lambda: page(show()),
        "a show and its season": lambda: page(f"{show()} season {CHANCE.randrange(1, 3)} ending"),
        "a slip of the keys": lambda: page(slip(some(2_000, len(words)))),
        "a show's name with a slip": lambda: page(slip(show())),
        "within a kind": lambda: page(some(0, 200), kind=CHANCE.choice(["article", "character"])),
        "within a show": lambda: page(some(0, 200), show=CHANCE.choice(shows)[1]),
        "the eighth page": lambda: page("ending", page="8"),
        "nothing like it": lambda: page(f"{uuid4().hex[:9]} {uuid4().hex[:12]}"),
        "eight words": lambda: page(" ".join(some(0, 300) for _ in range(8))),
        "the start": lambda: ("/search/", {}),
        "suggestions for two letters": lambda: suggest(some(0, 3_000)[:2]),
        "suggestions for four letters": lambda: suggest(some(0, 3_000)[:4]),
        "suggestions for a word": lambda: suggest(some(0, 3_000)),
        "suggestions with a slip": lambda: suggest(slip(some(2_000, len(words)))),
    }


def measure(kinds: dict[str, Callable[[], Query]]) -> dict[str, list[Spent]]:
    """How long each answer took. Kinds take turns, after a first round."""
    from django.test import Client

    import fanmankind.wsgi  # noqa: F401 - a server imports it before it answers

    visitor = Client(headers={"accept-encoding": "br", "host": "localhost"})
    taken: dict[str, list[Spent]] = {kind: [] for kind in kinds}
    for number in range(TIMES + 1):
        for kind, make in kinds.items():
            path, parameters = make()
            address = f"{path}?{urlencode(parameters)}" if parameters else path
            start, worked = time.perf_counter(), time.process_time()
            answer = visitor.get(address, headers={"x-forwarded-for": f"10.0.{number}.1"})
            spent = (time.perf_counter() - start) * 1000, (time.process_time() - worked) * 1000
            if answer.status_code not in {200, 404}:
                raise SystemExit(f"{address} answered {answer.status_code}.")
            if number:
                taken[kind].append(spent)
    return taken


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return statistics.quantiles(values, n=20)[-1]


def report(taken: dict[str, list[Spent]], about: str) -> float:
    """Print the table; return p95 of all answers together.

    ``work`` is p95 of this process's own processor time, which a busy machine stretches less; on
    SQLite that is all the work there is, on PostgreSQL what the server does comes on top.
    """
    everything = [each for values in taken.values() for each in values]
    head = f"{'':32}{'p50':>8}{'p95':>8}{'work':>8}   milliseconds, {TIMES} answers of each"
    lines = [about, head]
    for kind, values in [*taken.items(), ("all of them", everything)]:
        waited, worked = ([each[column] for each in values] for column in (0, 1))
        line = f"{kind:32}{statistics.median(waited):8.1f}{p95(waited):8.1f}{p95(worked):8.1f}"
        lines.append(line)
    sys.stdout.write("\n".join(lines) + "\n")
    return p95([waited for waited, _ in everything])


def run(url: str) -> int:
    """Fill the database at this address, ask, and print; return the status."""
    os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="fanmankind.settings")
    os.environ.update(CACHE_URL="locmem://", TRUSTED_PROXIES="1")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}).enable()
    from bench import many_articles

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    words, shows = many_articles.fill()
    filled = time.perf_counter() - start
    sys.stdout.write(f"Filled in {filled:.0f} s.\n")
    sys.stdout.flush()
    start = time.perf_counter()
    call_command("index_search")
    indexed = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            version = f"PostgreSQL {cursor.fetchone()[0]}"
        else:
            version = f"SQLite {sqlite3.sqlite_version}"
    about = (
        f"{version}, Python {platform.python_version()}, Django {django.__version__},"
        f" {os.cpu_count()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f};"
        f" indexed in {indexed:.0f} s"
    )
    worst = report(measure(queries(words, shows)), about)
    return 0 if worst <= LIMITS[connection.vendor] else 1


def main() -> int:
    """Measure on the server that is named, or on SQLite."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["DATA_DIR"] = data
        with own_database(sys.argv[1] if len(sys.argv) > 1 else "") as url:
            return run(url)


if __name__ == "__main__":
    sys.exit(main())
