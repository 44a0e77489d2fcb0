"""Days older than two years become their months; no reading is lost, and none counts twice."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db.models import Sum

from articles import readership
from articles.models import ReadDay
from articles.readership import fold_due, fold_old
from tests.factories import make_article

pytestmark = pytest.mark.django_db
TODAY = "2026-11-25T12:00Z"


@pytest.fixture(autouse=True)
def _rows() -> None:
    for article in (make_article(), make_article()):
        ReadDay.objects.bulk_create(
            ReadDay(article=article, day=date(2024, 9, 20) + timedelta(days=n), reads=2, finishes=1)
            for n in range(80)
        )


def _sum() -> tuple[int, int]:
    found = ReadDay.objects.aggregate(reads=Sum("reads"), finishes=Sum("finishes"))
    return found["reads"], found["finishes"]


@pytest.mark.parametrize("batch", [7, 1000])
def test_whole_months_alone(monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(readership, "BATCH", batch)
    with time_machine.travel(TODAY, tick=False):
        while fold_old():
            pass
    before = ReadDay.objects.filter(day__lt="2024-11-01").order_by("article", "day")
    assert list(before.values_list("day", "reads")) == [
        (date(2024, 9, 1), 22), (date(2024, 10, 1), 62)
    ] * 2  # fmt: skip
    assert ReadDay.objects.filter(day__gte="2024-11-01").count() == 76
    assert _sum() == (320, 160)


def test_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readership, "BATCH", 50)
    with time_machine.travel(TODAY, tick=False) as clock:
        gone = [fold_due(), fold_due()]
        clock.shift(timedelta(minutes=1))
        gone += [fold_due()]
        clock.shift(timedelta(hours=23))
        gone += [fold_due()]
    assert gone == [50, 0, 32, 0]
