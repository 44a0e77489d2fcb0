"""``make bench-growth``: what readers ask for on a small site and on one that has grown.

    make bench-growth ARGS="postgres://postgres@127.0.0.1:5432/grown /tmp/grown"
    make bench-growth ARGS="sqlite:////tmp/grown/db.sqlite3 /tmp/grown"

Takes the database that ``make grow`` has filled and the DATA_DIR that it was filled with, and makes
a small site with the demonstration alone in a database of its own. Two equal processes serve on one
core, wrk asks from another, in turn, three times over; the medians count. The status is 1 where the
small site is more than 1.3 times as fast.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django

from bench.search import own_database
from bench.serving import granian, machine, rate
from bench.speed import ARTICLE, CODINGS, ME, PAGES, ROTATIONS, SECONDS, prepare

MOST = 1.3  # times as fast
PUBLIC = {
    "article, uncached": ARTICLE,
    "front page, uncached": "/",
    "hub, uncached": PAGES["hub"],
    "search for a show, uncached": "/search/?q=mankind",
}
CACHED, PRIVATE = "article, cached", "private answer"


def sites(stack: ExitStack, grown: str, data: Path, small: Path) -> dict[str, dict[str, str]]:
    """Serve both; for each the address of everything that is asked, and the Cookie header."""
    from tests.edge.newsroom import sign_in

    beside = stack.enter_context(own_database(grown if grown.startswith("postgres") else ""))
    found = {}
    for name, folder, database in (("small", small, beside), ("grown", data, grown)):
        here, _ = prepare(folder, database)
        # Who searches here comes from one network; the limit of its searches is not what is asked.
        plain, kept = (
            stack.enter_context(
                granian("bench.growth.unlimited:application", here | {"PAGE_CACHE": switch})
            )
            for switch in ("off", "on")
        )
        found[name] = {what: plain.address + path for what, path in PUBLIC.items()}
        found[name] |= {CACHED: kept.address + ARTICLE, PRIVATE: kept.address + ME}
        found[name]["cookie"] = sign_in(kept.address)
    return found


def measure(asked: dict[str, dict[str, str]]) -> dict[str, dict[str, float]]:
    """The median rate of everything on both, in answers a second."""
    rates: dict[str, dict[str, list[float]]] = {what: {} for what in [*PUBLIC, CACHED, PRIVATE]}
    for _ in range(ROTATIONS):
        for what, by_site in rates.items():
            for site, addresses in asked.items():
                headers = CODINGS | ({"Cookie": addresses["cookie"]} if what == PRIVATE else {})
                found = rate(addresses[what], SECONDS, headers)
                by_site.setdefault(site, []).append(found)
    return {
        what: {site: statistics.median(found) for site, found in by_site.items()}
        for what, by_site in rates.items()
    }


def report(rates: dict[str, dict[str, float]], database: str) -> bool:
    """Write the table, ratios first; whether all of them are as close as wanted."""
    lines = [f"{'':5}{'small / grown':>14}{'small':>12}{'grown':>12}   answers a second"]
    good = True
    for what, found in rates.items():
        ratio = found["small"] / found["grown"]
        good = good and ratio <= MOST
        word = "ok" if ratio <= MOST else "FAR"
        lines.append(
            f"{word:5}{ratio:14.2f}{found['small']:12,.1f}{found['grown']:12,.1f}   {what}"
        )
    lines.append(f"at most {MOST}; {machine(database)}; load {os.getloadavg()[0]:.1f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return good


def main() -> int:
    """Measure; the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    django.setup()  # for the demonstration's logins; its database is not asked
    grown, data = sys.argv[1], Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as small, ExitStack() as servers:
        asked = sites(servers, grown, data, Path(small))
        return 0 if report(measure(asked), grown) else 1


if __name__ == "__main__":
    sys.exit(main())
