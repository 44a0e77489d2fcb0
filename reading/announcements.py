"""From an article's first publication to one alert for each follower of its show.

Publishing writes one small row. Workers take it from there in batches: the row knows the last
follow that was seen to, and moves on in the transaction that makes the alerts, so a worker that
dies loses nothing and two of them do nothing twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from articles.models import Article
from articles.shield import may_see
from reading.alerts import Alert
from reading.follows import Follow
from reading.progress import Progress

BATCH = 500  # follows
OVERLOOKED = timedelta(days=1)  # within which a publication that nobody noted is found


class Announcement(models.Model):
    """An article was published for the first time, and its show's followers are to hear of it."""

    article = models.OneToOneField("articles.Article", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    last_follow = models.BigIntegerField(default=0)  # those up to this key have their alerts
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="announcement_open", condition=models.Q(done_at=None))
        ]

    def __str__(self) -> str:
        return f"announcement of article {self.article_id}"


def announce(sender: Any, instance: Any, **_: Any) -> None:
    """Note that an article came out. Only the first time counts, not what is published again.

    An article that came with an earlier date, say from another system, is not news.
    """
    if not isinstance(instance, Article) or not instance.live:
        return
    if instance.first_published_at == instance.last_published_at:
        Announcement.objects.get_or_create(article=instance)


def listen() -> None:
    """Hear what is published."""
    from wagtail.signals import page_published

    page_published.connect(announce, dispatch_uid="announce-article")


def find_overlooked() -> int:
    """Note what came out lately without a row; return how many that were.

    Wagtail publishes first and tells afterwards: a process that dies between the two, or a
    listener before ours that fails, would leave the followers without word for ever.
    """
    since = timezone.now() - OVERLOOKED
    new = Article.objects.live().filter(
        ~models.Exists(Announcement.objects.filter(article=models.OuterRef("pk"))),
        first_published_at__gte=since,
    )
    rows = [Announcement(article_id=pk) for pk in new.values_list("pk", flat=True)[:BATCH]]
    Announcement.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def spread_next() -> bool:
    """Make the alerts of one batch of followers; return whether there was anything to do."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = Announcement.objects.filter(done_at=None).order_by("pk")
        row = waiting.select_for_update(skip_locked=skip).first()
        if row is None:
            return False
        _spread(row)
    return True


def _spread(row: Announcement) -> None:
    article = Article.objects.select_related("boundary__season").get(pk=row.article_id)
    boundary = article.boundary
    show = boundary.season.show_id if boundary else 0
    follows = Follow.objects.filter(show=show, pk__gt=row.last_follow).order_by("pk")
    batch = list(follows.values_list("pk", "user_id")[:BATCH])
    users = [user for _, user in batch]
    known = {
        progress.user_id: progress
        for progress in Progress.objects.filter(show=show, user__in=users).select_related(
            "episode__season"
        )
    }
    now = timezone.now()
    alerts = [
        Alert(user_id=user, article_id=article.pk, made_at=now,
              due_at=now if boundary and may_see(known.get(user), boundary.position) else None)
        for user in users
    ]  # fmt: skip
    Alert.objects.bulk_create(alerts, ignore_conflicts=True)
    if batch:
        row.last_follow = batch[-1][0]
    if len(batch) < BATCH:
        row.done_at = now
    row.save()
