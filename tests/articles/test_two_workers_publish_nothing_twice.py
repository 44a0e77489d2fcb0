"""Real workers in processes of their own: each page goes out once, whoever dies on the way."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.accounts.mail_site import Site
from tests.articles.schedule_workers import HURRIED, ROUND, STUCK, due_site, finish, start

pytestmark = pytest.mark.processes

DUE, EXPIRED = 8, 3


def _done(site: Site, action: str) -> Counter[int]:
    rows = site.sql(f"SELECT page_id FROM wagtailcore_pagelogentry WHERE action = '{action}'")
    return Counter(page for (page,) in rows)


def test_two_that_come_at_once_share_the_pages(tmp_path: Path) -> None:
    with due_site(tmp_path, DUE, EXPIRED) as site:
        workers = [start(site, HURRIED), start(site, HURRIED)]
        for worker in workers:
            assert worker.stdout is not None
            worker.stdout.readline()
        for worker in workers:
            finish(worker)
        published = _done(site, "wagtail.publish.scheduled")
        unpublished = _done(site, "wagtail.unpublish.scheduled")
    assert (len(published), set(published.values())) == (DUE, {1})
    assert (len(unpublished), set(unpublished.values())) == (EXPIRED, {1})


def test_what_a_killed_worker_left_goes_out_when_its_lease_is_over(tmp_path: Path) -> None:
    with due_site(tmp_path, DUE, 0) as site:
        stuck = start(site, STUCK)
        assert stuck.stdout is not None
        assert stuck.stdout.readline() == b"stuck\n"
        stuck.send_signal(signal.SIGKILL)
        stuck.wait()
        assert _done(site, "wagtail.publish.scheduled").total() == 1

        # The lease keeps others away, and for no more than a minute.
        assert finish(start(site, ROUND)).strip() == ""
        [(left,)] = site.sql("SELECT next_at FROM articles_turn WHERE name = 'schedule'")
        site.sql("UPDATE articles_turn SET next_at = '2020-01-01 00:00:00+00:00'")
        assert finish(start(site, ROUND)).count("Published") == DUE - 1
        published = _done(site, "wagtail.publish.scheduled")
    assert left
    assert (len(published), set(published.values())) == (DUE, {1})
