"""A task asks for the next one, once a minute; whoever comes first makes the round."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles import turns
from articles.models import Article, Turn
from articles.schedule import KEPT, LEASE, NAME, keep_schedule, publish_due
from tests.articles.newsroom import schedule
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def _queue(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def article() -> Article:
    draft = make_article(publish=False)
    schedule(draft, NOON)
    return draft


def _ours() -> Any:
    return DBTaskResult.objects.filter(task_path=keep_schedule.module_path)


def _live(article: Article) -> bool:
    return Article.objects.get(pk=article.pk).live


@pytest.mark.usefixtures("_queue")
def test_the_next_one_is_asked_for_once(article: Article) -> None:
    with time_machine.travel(NOON - timedelta(seconds=20), tick=False):
        publish_due()
        publish_due()
        keep_schedule.call()
    rows = _ours().values_list("run_after", "status", "priority")
    assert list(rows) == [(NOON, "READY", 100)]


@pytest.mark.usefixtures("_queue")
def test_it_goes_out_in_the_minute_that_was_chosen(article: Article) -> None:
    with time_machine.travel(NOON - timedelta(seconds=1), tick=False) as clock:
        keep_schedule.call()
        assert not _live(article)
        clock.move_to(NOON + timedelta(seconds=1))
        assert "Published" in keep_schedule.call()
    assert _live(article)
    assert _ours().latest("run_after").run_after == NOON + timedelta(minutes=1)


@pytest.mark.usefixtures("_queue")
def test_a_chain_that_broke_is_begun_anew(article: Article) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        publish_due()
        _ours().update(status="RUNNING", started_at=NOON)  # and its worker was killed
        clock.shift(timedelta(seconds=65))
        publish_due()
        assert _ours().filter(status="READY").count() == 1
        clock.shift(KEPT * 2)
        _ours().update(enqueued_at=NOON)
        keep_schedule.call()
        assert set(_ours().values_list("status", flat=True)) == {"READY"}


@pytest.mark.usefixtures("_queue")
def test_a_task_that_waited_while_the_site_was_off_is_done_by_the_worker() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        publish_due()
        clock.shift(KEPT * 48)
        waiting = _ours().get()
        waiting.claim("one")
        worker = Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=1, worker_id="one", excluded_queue_names=[],
        )  # fmt: skip
        worker.run_task(waiting)
        assert set(_ours().values_list("status", flat=True)) == {"READY", "SUCCESSFUL"}


def test_without_a_task_worker_the_chores_do_it(article: Article) -> None:
    with time_machine.travel(NOON - timedelta(seconds=30), tick=False) as clock:
        publish_due()
        clock.shift(timedelta(seconds=60))
        assert "Published" in publish_due()
    assert _live(article)


def test_whoever_holds_the_turn_keeps_the_others_away_for_a_minute(article: Article) -> None:
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False) as clock:
        assert turns.take(NAME, LEASE) is not None
        assert publish_due() == ""
        clock.shift(timedelta(seconds=61))
        assert "Published" in publish_due()


def test_who_lost_the_turn_stops(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    other = make_article(publish=False)
    schedule(other, NOON)
    monkeypatch.setattr(turns, "hold", lambda *_: False)
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        publish_due()
    assert sorted([_live(article), _live(other)]) == [False, True]
    assert Turn.objects.get(name=NAME).number == 1
