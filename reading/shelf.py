"""The shelf: articles that a reader saved, is in the middle of, or has finished."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils import timezone


class Bookmark(models.Model):
    """A saved article; ``remind`` asks to offer it once progress has come as far as it goes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks"
    )
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    remind = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="one_bookmark_for_each")
        ]
        indexes = [models.Index(fields=["user", "-at"])]

    def __str__(self) -> str:
        return f"user {self.user_id} saved article {self.article_id}"


class Reading(models.Model):
    """Where a reader is in an article: the paragraph at the top, how much of it, and the end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings"
    )
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    part = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    finished_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="one_reading_for_each")
        ]
        indexes = [models.Index(fields=["user", "-at"])]

    def __str__(self) -> str:
        return f"user {self.user_id} is {self.percent} % into article {self.article_id}"


def note_place(user: Any, article: Any, *, part: int, percent: int, finished: bool) -> Reading:
    """Write down where somebody is in an article. What was finished stays finished."""
    now = timezone.now()
    with transaction.atomic():
        row, _ = Reading.objects.select_for_update().get_or_create(user=user, article=article)
        row.part, row.percent, row.at = part, percent, now
        if finished and row.finished_at is None:
            row.finished_at = now
        row.save()
    return row
