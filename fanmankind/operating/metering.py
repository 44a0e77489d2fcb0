"""The site's numbers, for Prometheus: those of all processes of this web server together.

What the page cache answers is counted by itself in plain numbers, which a thread carries over
every second; on its way a request would notice more than that.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from accounts.places import Company, NotAsked
from accounts.provider_checks import Finding
from fanmankind.edge.middleware import GetResponse
from fanmankind.operating import metrics_place, queues
from fanmankind.operating.readiness import readiness

CARRIED_EVERY = 1.0  # seconds
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds

ANSWERS = Counter(
    "fanmankind_answers",
    "Answers of the site, behind its page cache",
    ["route", "method", "status"],
)
SECONDS = Histogram(
    "fanmankind_answer_seconds", "How long they took", ["route", "method"], buckets=BUCKETS
)
COPIES = Counter("fanmankind_page_cache_answers", "Answers of the page cache", ["outcome"])
POLICY_REPORTS = Counter(
    "fanmankind_csp_reports", "Reports of browsers on the content security policy", ["directive"]
)


class Measured:
    """Counts every answer, by the name of its route; the outermost layer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note how long that took."""
        began = time.perf_counter()
        response: HttpResponse = self.get_response(request)
        route = route_of(request)
        method = request.method if request.method in METHODS else "other"
        SECONDS.labels(route, method).observe(time.perf_counter() - began)
        ANSWERS.labels(route, method, response.status_code).inc()
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the route that answered, one of a bounded number whatever is asked for."""
    match = request.resolver_match
    if match:
        return match.view_name or match._func_path
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


class Carrier:
    """Carries the page cache's own counts over, as far as they have grown."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._carried = dict.fromkeys(counts, 0)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        threading.Thread(target=self._run, name="counts", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(CARRIED_EVERY)
            self.carry()

    def carry(self) -> None:
        """Add what came since the last time."""
        now = dict(self._counts)
        grown = {name: now[name] - self._carried[name] for name in now}
        self._carried = now
        COPIES.labels("miss").inc(grown["made"])
        COPIES.labels("stale").inc(grown["old"])
        COPIES.labels("hit").inc(max(grown["given"] - grown["made"] - grown["old"], 0))


class State(Collector):
    """What is asked for at the moment: the parts, and what waits for the workers."""

    def __init__(self) -> None:
        self._company = Company("queues", most=1, patience=2.0)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The newest findings; the queues only while the database answers."""
        ready = GaugeMetricFamily("fanmankind_ready", "Whether a part works", labels=["part"])
        found = readiness.findings()
        for finding in found:
            ready.add_metric([finding.name], float(bool(finding.works)))
        yield ready
        if is_there(found):
            yield from self._queues()

    def _queues(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = self._company.ask(look_at_queues)
        except (NotAsked, Exception):  # noqa: BLE001 - numbers are missing, nothing else happens
            return
        depth = GaugeMetricFamily("fanmankind_queue_waiting", "Work that is due", labels=["queue"])
        age = GaugeMetricFamily(
            "fanmankind_queue_oldest_seconds", "How long the oldest has been due", labels=["queue"]
        )
        for name, queue in found.items():
            depth.add_metric([name], queue.waiting)
            age.add_metric([name], queue.oldest)
        yield from (depth, age)


def is_there(found: list[Finding]) -> bool:
    """Whether the database answers."""
    return any(finding.name == "database" and finding.works for finding in found)


def look_at_queues() -> dict[str, queues.Queue]:
    """Each queue by its name, asked in a thread that ends then."""
    from django.db import connections

    try:
        return {
            "mail": queues.mail(bulk=False),
            "bulk mail": queues.mail(bulk=True),
            "tasks": queues.tasks(),
        }
    finally:
        connections.close_all()


state = State()


def exposition() -> bytes:
    """All numbers in Prometheus's text format."""
    if os.environ.get(metrics_place.VARIABLE):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = REGISTRY
    now = CollectorRegistry()
    now.register(state)
    return generate_latest(registry) + generate_latest(now)
