"""``make bench``: how fast pages come, held against what the server and others can do.

    make bench                                                    # SQLite
    make bench ARGS=postgres://postgres@127.0.0.1:5432/postgres   # the site's database there

One process on one core serves, wrk asks from another. Everything is asked in turn, three times
over, and the median counts; the table says the machine and what was wanted. The status is 1 where
a ratio falls short or memory is over its limit. Needs wrk and taskset, and two cores that nobody
else uses.

The page behind nginx is held against the same bytes from a file of the same nginx, on the same
terms: logged, limited and with the same headers, for no file of the site goes out without them.
What nginx can do that only gives a file is in the table too.

Memory is that of the web process and the task worker together, while nothing else is served: once
both have started, and again in the end. BENCH_LOAD_MINUTES (0) is for how many minutes before that
readers walk, search, ask for what is theirs and join. BENCH_SECONDS (6) is how long each is asked.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import django

from bench.load import busy
from bench.plain import starter
from bench.plain.content import Content
from bench.search import own_database
from bench.serving import (
    ROOT,
    SAME_FILE,
    Server,
    at_rest,
    behind_nginx,
    finish,
    granian,
    machine,
    memory,
    nginx_file,
    rate,
    task_worker,
)
from fanmankind import serving

SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))  # of each measurement
LOAD_MINUTES = float(os.environ.get("BENCH_LOAD_MINUTES", "0"))
MOST_AT_REST, MOST_AFTER = 300, 350  # MB
ROTATIONS = 3
# How often the machine that the limits are from gives the constant view in a second.
CONSTANT, REFERENCE = "constant Django view", 13_200
ARTICLE = "/for-all-mankind/season-4-ending-explained/"
ME = "/reading/me.json"
# By the name in the table; a plain Wagtail site has the same, each below the one before.
PAGES = {"front page": "/", "hub": "/for-all-mankind/", "article": ARTICLE}
PLAIN = {"front page": "/", "hub": "/p/", "article": "/p/p/"}
CODINGS = {"Accept-Encoding": "gzip, deflate, br, zstd"}  # as browsers say it
PREPARE = """
from fanmankind.serving import set_up
set_up()
from accounts.models import User
from articles.models import Article
from reading.progress import Progress
from reading.shelf import Bookmark
from tests.edge.newsroom import EDITOR
article = Article.objects.get(slug="season-4-ending-explained", live=True)
reader = User.objects.get(email=EDITOR)
Progress.objects.get_or_create(
    user=reader, show_id=article.get_parent().pk, defaults={"episode": article.boundary}
)
Bookmark.objects.get_or_create(user=reader, article=article)
from django.db import connection
with connection.cursor() as cursor:  # as a database does by itself, in time
    cursor.execute("ANALYZE")
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that is measured: its name, where, and with which headers."""

    name: str
    address: str
    headers: dict[str, str] = field(default_factory=lambda: dict(CODINGS))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ratio of two of them, or a rate, and the least that is wanted of it."""

    name: str
    over: str
    least: float


WANTED = [
    Wanted("article, cached, signed in", CONSTANT, 4),
    Wanted("article, cached", "bare WSGI function", 0.5),
    Wanted("article, behind nginx", "file, same nginx and terms", 0.9),
    *(Wanted(f"{name}, uncached", f"{name} of plain Wagtail", 1) for name in PAGES),
    Wanted("private answer", "", 1_000),
]


def prepare(folder: Path, database: str) -> tuple[dict[str, str], list[Content]]:
    """Set the site up in a folder; the environment that serves it, and its pages' contents."""
    here = serving.HEAPS | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        "LOG_LEVEL": "ERROR",
    }
    program = f"import django; django.setup()\n{PREPARE}"
    _said([sys.executable, "-c", program], here)
    told = _said([sys.executable, "-m", "bench.plain.content", *PAGES.values()], here)
    return here, list(json.loads(told.splitlines()[-1]).values())


def _said(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.PIPE,
        text=True,
    ).stdout  # fmt: skip


def served(
    stack: ExitStack, made: Server, folder: Path, here: dict[str, str], contents: list[Content]
) -> list[Asked]:
    """Serve what the site is compared with; what to ask."""
    from tests.edge.asking import ask
    from tests.edge.newsroom import sign_in

    uncached = stack.enter_context(granian("bench.plain.uncached:application", here))
    door = stack.enter_context(behind_nginx(made.address, ARTICLE, CODINGS, folder / "door"))
    body = folder / "body"
    body.write_bytes(ask(made.address, ARTICLE, headers=CODINGS).body)
    bare = stack.enter_context(granian("bench.plain.bare:application", {"BENCH_BODY": str(body)}))
    constant = stack.enter_context(granian("bench.plain.constant:application", {}))
    theirs = starter.make(folder / "plain", contents)
    plain = stack.enter_context(granian(starter.APPLICATION, theirs))
    for path in PLAIN.values():  # it makes its pictures when it is first asked, and sixteen would
        ask(plain.address, path)  # wait for each other's locks
    file = stack.enter_context(nginx_file(body.read_bytes(), folder / "file"))
    signed_in = CODINGS | {"Cookie": sign_in(made.address)}
    return [
        Asked("bare WSGI function", bare.address),
        Asked(CONSTANT, constant.address),
        Asked("article, cached", made.address + ARTICLE),
        Asked("article, cached, signed in", made.address + ARTICLE, signed_in),
        Asked("file, nginx that does nothing else", file),
        Asked("file, same nginx and terms", f"{door}/{SAME_FILE}"),
        Asked("article, behind nginx", door + ARTICLE),
        *(Asked(f"{name} of plain Wagtail", plain.address + path) for name, path in PLAIN.items()),
        *(Asked(f"{name}, uncached", uncached.address + path) for name, path in PAGES.items()),
        Asked("private answer", made.address + ME, signed_in),
    ]


def measure(asked: list[Asked]) -> dict[str, float]:
    """The median rate of each over all rotations, in answers a second."""
    rates: dict[str, list[float]] = {each.name: [] for each in asked}
    for _ in range(ROTATIONS):
        for each in asked:
            finish()
            rates[each.name].append(rate(each.address, SECONDS, each.headers))
    return {name: statistics.median(found) for name, found in rates.items()}


def report(rates: dict[str, float], database: str, rest: float, after: float, load: str) -> bool:
    """Write the table, what is wanted first; whether everything is as wanted."""
    good, lines = [], []
    for want in WANTED:
        found = rates[want.name] / (rates[want.over] if want.over else 1)
        over = f" / {want.over}" if want.over else ", a second"
        good.append(found >= want.least)
        word = "ok  " if good[-1] else "LOW "
        lines.append(f"{word} {found:10,.2f}  (at least {want.least:,g})  {want.name}{over}")
    for found, most, when in ((rest, MOST_AT_REST, "at rest"), (after, MOST_AFTER, load)):
        good.append(found <= most)
        word = "ok  " if good[-1] else "HIGH"
        lines.append(f"{word} {found:10,.0f}  (at most {most})  MB, web and task worker, {when}")
    there = rates["private answer"] / rates[CONSTANT] * REFERENCE
    lines += ["", *(f"{found:14,.0f}  a second  {name}" for name, found in rates.items())]
    lines.append(f"{there:14,.0f}  a second  private answer, were this machine the limits' own")
    lines += ["", machine(database)]
    sys.stdout.write("\n".join(lines) + "\n")
    return all(good)


def loaded(site: str) -> str:
    """Load the site for LOAD_MINUTES; what it has been through by now, in words."""
    from articles.demo.logins import PASSWORD
    from tests.edge.newsroom import EDITOR

    if not LOAD_MINUTES:
        return "after this load"
    done = busy(site, LOAD_MINUTES, EDITOR, PASSWORD)
    what = ", ".join(f"{times:,} {name}" for name, times in done.items())
    return f"after this load and {what} in {LOAD_MINUTES:g} minutes"


def main() -> int:
    """Measure; the exit status."""
    for tool in ("wrk", "taskset", "nginx"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is missing: apt-get install wrk util-linux nginx")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    django.setup()  # for the demonstration's logins; its database is not asked
    server = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as name, own_database(server) as database:
        folder = Path(name)
        here, contents = prepare(folder / "site", database)
        site = "fanmankind.wsgi:application"
        with granian(site, here) as made, task_worker(here) as worker:
            rest = at_rest(made.pid, worker)
            with ExitStack() as servers:
                rates = measure(served(servers, made, folder, here, contents))
            load = loaded(made.address)
            return 0 if report(rates, database, rest, memory(made.pid, worker), load) else 1


if __name__ == "__main__":
    sys.exit(main())
