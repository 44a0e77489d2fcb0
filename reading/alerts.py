"""Mail about an article that a follower may read: now, or once progress has come that far.

The questions that a worker asks of these rows are here; ``alert_rounds`` asks them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article
from articles.shield import NOT_STARTED
from reading.follows import Follow
from reading.progress import Progress, at_least, beyond

DIGEST_WEEKDAY, DIGEST_HOUR = 0, 6  # Monday, UTC
MOST_WAITING = 1000  # articles of one show
SETTLING = timedelta(minutes=15)  # after the hour, so that what is just being made is in


class AlertQuerySet(models.QuerySet["Alert"]):
    """Alerts by what may happen to them next."""

    def unsent(self) -> AlertQuerySet:
        """Nobody has been written to yet."""
        return self.filter(sent_at=None)

    def covered(self) -> AlertQuerySet:
        """The reader may read the article."""
        return self.filter(is_covered())

    def to_unlock(self) -> AlertQuerySet:
        """What lay ahead of the reader and does no more."""
        return self.unsent().filter(due_at=None, article__live=True).covered()

    def to_lock(self) -> AlertQuerySet:
        """What was due and lies ahead of the reader again."""
        due = self.unsent().filter(due_at__isnull=False)
        return due.exclude(pk__in=due.covered().values("pk"))

    def to_send(self, now: datetime) -> AlertQuerySet:
        """What may be mailed at this moment, by the pace of its reader, if they can be reached."""
        from reading.reaching import reachable

        at_once = Exists(_of_the_show(Follow).filter(pace=Follow.Pace.AT_ONCE))
        weekly = Exists(_of_the_show(Follow).filter(pace=Follow.Pace.WEEKLY))
        return (
            self.unsent()
            .filter(due_at__lte=now, article__live=True)
            .filter(at_once | Q(weekly, due_at__lte=latest_digest(now)))
            .covered()
            .filter(Exists(reachable().filter(user=OuterRef("user"))))
        )


def is_covered() -> Exists:
    """For rows with a ``user`` and an ``article``: may the one see what the other gives away?

    As ``articles.shield.may_see`` has it; but of an article that has lost its boundary nobody knows
    what it gives away, so nobody may.
    """
    season = OuterRef("article__boundary__season__number")
    far_enough = at_least("episode__", season, OuterRef("article__boundary__number"))
    return Exists(_of_the_show(Progress).filter(Q(spoil_me=True) | far_enough))


def _of_the_show(model: type[Follow | Progress]) -> models.QuerySet[Follow | Progress]:
    """The row of the alert's reader about the show that the article's boundary belongs to."""
    show = OuterRef("article__boundary__season__show")
    rows: models.QuerySet[Follow | Progress] = model._default_manager.filter(
        user=OuterRef("user"), show=show
    )
    return rows


def latest_digest(now: datetime) -> datetime:
    """The moment up to which the last weekly digest before ``now`` reaches: a Monday, 06:00 UTC."""
    settled = now.astimezone(UTC) - SETTLING
    monday = settled - timedelta(days=(settled.weekday() - DIGEST_WEEKDAY) % 7)
    hour = monday.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= settled else hour - timedelta(days=7)


class Alert(models.Model):
    """One article that one follower is, or was, to hear of. Never more than one for each."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts"
    )
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # Empty while the article lies ahead of the reader.
    due_at = models.DateTimeField(null=True, blank=True)
    unlocked = models.BooleanField(default=False)  # lay ahead when it was published
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="one_alert_for_each_article")
        ]
        # What was sent, which is nearly everything one day, is in neither of them.
        indexes = [
            models.Index(
                fields=["user"],
                name="alert_due",
                condition=Q(sent_at__isnull=True, due_at__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="alert_ahead",
                condition=Q(sent_at__isnull=True, due_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"alert of article {self.article_id} for user {self.user_id}"


def wait_for(user: Any, show: Any) -> None:
    """Have a new follower's alerts wait for the newest articles that lie ahead of them.

    What they may read already is no news: it was there when they began to follow.
    """
    mine = Progress.objects.filter(user=user, show=show).select_related("episode__season").first()
    if mine and mine.spoil_me:
        return
    at = mine.position if mine else NOT_STARTED
    ahead = (
        Article.objects.live()
        .filter(beyond("boundary__", at), boundary__season__show=show)
        .order_by("-first_published_at", "-pk")
        .values_list("pk", flat=True)
    )
    Alert.objects.bulk_create(
        [Alert(user=user, article_id=pk) for pk in ahead[:MOST_WAITING]], ignore_conflicts=True
    )
