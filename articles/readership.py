"""How often an article is read and finished, by day. Nobody is counted: only the times are.

The page tells it by itself, so a copy in a cache is counted too, and whoever runs no scripts, as
most robots do, is not. *Read*: the text was in view for ten seconds, and somebody scrolled.
*Finished*: its end came into view after that. Each counts once for each opening of the page.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, FilteredRelation, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from articles import turns

KEPT_BY_DAY = timedelta(days=2 * 365)
FOLDING, LEASE = "fold-read-days", timedelta(minutes=10)
BATCH = 1000  # rows of a month that are folded at a time


class ReadDay(models.Model):
    """What a day brought one article. Of a month long ago, its first day has the whole."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="read_days"
    )
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)
    finishes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="one_row_for_each_day")
        ]
        indexes = [models.Index(fields=["day"], name="read_days")]

    def __str__(self) -> str:
        return f"{self.article_id} on {self.day}"


def count(article_id: int, what: str) -> bool:
    """Count one more: ``reads`` or ``finishes`` of today; False where no such article is live.

    One statement, except for the first of the day.
    """
    from articles.article import Article

    today = timezone.localdate()
    rows = ReadDay.objects.filter(article=article_id, day=today, article__live=True)
    if rows.update(**{what: F(what) + 1}):
        return True
    if not Article.objects.live().filter(pk=article_id).exists():
        return False
    row = ReadDay(article_id=article_id, day=today)
    ReadDay.objects.bulk_create([row], ignore_conflicts=True)  # somebody may have been faster
    return bool(rows.update(**{what: F(what) + 1}))


def fold_old() -> int:
    """Put days that are older than KEPT_BY_DAY together into their months, a batch at a time.

    Returns how many rows went.
    """
    first = (timezone.localdate() - KEPT_BY_DAY).replace(day=1)
    old = ReadDay.objects.filter(day__lt=first).exclude(day__day=1).order_by("day", "pk")
    with transaction.atomic():
        keys = list(old.select_for_update().values_list("pk", flat=True)[:BATCH])
        if not keys:
            return 0
        batch = ReadDay.objects.filter(pk__in=keys)
        months = list(
            batch.annotate(month=TruncMonth("day"))
            .values("article", "month")
            .annotate(all_reads=Sum("reads"), all_finishes=Sum("finishes"))
            .order_by()
        )
        ReadDay.objects.bulk_create(
            [ReadDay(article_id=m["article"], day=m["month"]) for m in months],
            ignore_conflicts=True,
        )
        for m in months:
            ReadDay.objects.filter(article=m["article"], day=m["month"]).update(
                reads=F("reads") + m["all_reads"], finishes=F("finishes") + m["all_finishes"]
            )
        batch.delete()
    return len(keys)


def fold_due() -> int:
    """Fold once a day, and each minute while there is more; return how many rows went."""
    number = turns.take(FOLDING, LEASE)
    if number is None:
        return 0
    gone = fold_old()
    pause = timedelta(minutes=1) if gone == BATCH else timedelta(days=1)
    turns.hold(FOLDING, number, timezone.now() + pause)
    return gone


def since(days: int) -> date:
    """The first of so many days of which today is the last."""
    return timezone.localdate() - timedelta(days=days - 1)


def sums(days: int) -> dict[str, Any]:
    """To annotate articles with: their ``reads`` and ``finishes`` in the last so many days."""
    lately = Q(read_days__day__gte=since(days))
    return {
        "lately": FilteredRelation("read_days", condition=lately),
        "reads": Sum("lately__reads", default=0),
        "finishes": Sum("lately__finishes", default=0),
    }
