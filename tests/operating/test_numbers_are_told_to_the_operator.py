"""``/metrics``: for the operator and for this machine, and right with several processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import REGISTRY

from accounts.provider_checks import Finding
from fanmankind.operating import metering, metrics_place, queues
from tests.edge.asking import ask as ask_over_http
from tests.edge.cached_site import CachedSite
from tests.operating.doors import TOKEN, ask
from tests.prepared import ROOT

WORKS = [Finding("database", True, "works.")]


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metering.readiness, "_known", WORKS)
    monkeypatch.setattr(metering.readiness, "_until", float("inf"))


def numbers(text: str) -> dict[str, float]:
    """Each number by its name and labels."""
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_stranger_is_refused(settings) -> None:
    settings.OPERATOR_TOKEN = TOKEN
    assert ask("/metrics", REMOTE_ADDR="203.0.113.7").code == 403
    wrong = ask("/metrics", REMOTE_ADDR="203.0.113.7", HTTP_AUTHORIZATION="Bearer wrong")
    assert wrong.code == 403


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REQUEST_ID"]
)
def test_what_came_through_a_proxy_on_this_machine_is_a_strangers(header: str) -> None:
    assert ask("/metrics", **{header: "203.0.113.7"}).code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said", [{}, {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}]
)
def test_this_machine_and_the_operator_are_told(monkeypatch, settings, said) -> None:
    settings.OPERATOR_TOKEN = TOKEN
    waits = {"mail": queues.Queue(3, 7.5)}
    monkeypatch.setattr(metering, "look_at_queues", lambda: waits)
    answer = ask("/metrics", **said)
    assert answer.code == 200
    told = numbers(answer.body.decode())
    assert told["fanmankind_ready['database']"] == 1
    assert told["fanmankind_queue_waiting['mail']"] == 3
    assert told["fanmankind_queue_oldest_seconds['mail']"] == 7.5


@pytest.mark.django_db
def test_an_answer_counts_under_its_routes_name(client) -> None:
    names = {"route": "robots", "method": "GET", "status": "200"}
    before = REGISTRY.get_sample_value("fanmankind_answers_total", names) or 0
    client.get("/robots.txt")
    assert REGISTRY.get_sample_value("fanmankind_answers_total", names) == before + 1
    names.pop("status")
    assert REGISTRY.get_sample_value("fanmankind_answer_seconds_count", names)


@pytest.mark.django_db
def test_what_strangers_make_up_makes_no_new_numbers(client) -> None:
    for number in range(3):
        client.generic(f"MADEUP{number}", f"/no-such-page-{number}/")
    samples = [s for family in REGISTRY.collect() for s in family.samples]
    said = {value for sample in samples for value in sample.labels.values()}
    assert not any("no-such-page" in value or "MADEUP" in value for value in said)


@pytest.mark.django_db
def test_copies_are_counted_by_what_they_were(tmp_path: Path) -> None:
    site = CachedSite(tmp_path)
    carrier = metering.Carrier(site.cache.counts)

    def grown() -> dict[str, float]:
        before = {name: _copies(name) for name in ("hit", "miss", "stale")}
        carrier.carry()
        return {name: _copies(name) - before[name] for name in before}

    site.get("/robots.txt")
    assert grown() == {"hit": 0, "miss": 1, "stale": 0}
    site.get("/robots.txt")
    site.get("/robots.txt")
    assert grown() == {"hit": 2, "miss": 0, "stale": 0}
    copy = site.cache.pages.copies["/robots.txt"]
    copy.expires, site.watch.blind = 0.0, True
    site.a_moment_later().get("/robots.txt")
    assert grown() == {"hit": 0, "miss": 0, "stale": 1}


def _copies(outcome: str) -> float:
    name = "fanmankind_page_cache_answers_total"
    return REGISTRY.get_sample_value(name, {"outcome": outcome}) or 0.0


def test_two_processes_are_told_together(tmp_path: Path) -> None:
    program = (
        "import django; django.setup(); from fanmankind.operating import metering;"
        "metering.COPIES.labels('hit').inc({}); print(metering.exposition().decode())"
    )
    environment = os.environ | {metrics_place.VARIABLE: str(tmp_path)}
    for amount in (2, 3):
        told = subprocess.run(
            [sys.executable, "-c", program.format(amount)], check=True, cwd=ROOT,
            env=environment, capture_output=True, text=True,
        ).stdout  # fmt: skip
    assert numbers(told)["fanmankind_page_cache_answers_total['hit']"] == 5


def test_a_folder_of_a_server_that_is_gone_goes(tmp_path: Path) -> None:
    ours = f"fanmankind-metrics-{os.getuid()}"
    alive = tmp_path / f"{ours}-{os.getpid()}-{metrics_place.started(os.getpid())}"
    gone, other = tmp_path / f"{ours}-{os.getpid()}-1", tmp_path / "fanmankind-metrics-mine"
    for folder in (alive, gone, other):
        folder.mkdir()
    metrics_place.forget_dead(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([alive, other])


def test_the_workers_of_a_served_site_are_told_together(served: str) -> None:
    def hits() -> float:
        text = ask_over_http(served, "/metrics").text
        return numbers(text).get("fanmankind_page_cache_answers_total['hit']", 0.0)

    before = hits()
    for _ in range(20):
        ask_over_http(served, "/robots.txt")
    deadline = time.monotonic() + 10
    while hits() < before + 18 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert hits() >= before + 18
    assert re.search(
        r"^fanmankind_answers_total\{.*route=", ask_over_http(served, "/metrics").text, re.MULTILINE
    )
