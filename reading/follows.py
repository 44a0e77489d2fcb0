"""Following a show: being written to when there is something new that one may read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class Follow(models.Model):
    """A reader follows a show. Without a row there is no mail."""

    class Pace(models.TextChoices):
        """How soon a mail comes."""

        AT_ONCE = "at-once", "At once"
        WEEKLY = "weekly", "Once a week"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    show = models.ForeignKey("articles.Show", on_delete=models.CASCADE, related_name="+")
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.AT_ONCE)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "show"], name="one_follow_for_each_show")
        ]
        # Announcements go through a show's followers by their keys, a batch at a time.
        indexes = [models.Index(fields=["show", "id"], name="followers_in_order")]

    def __str__(self) -> str:
        return f"user {self.user_id} follows show {self.show_id}, {self.get_pace_display()}"


def follow(user: Any, show: Any, pace: str) -> Follow:
    """Follow a show at a pace, or change it. The same again changes nothing.

    What is published already and lies ahead of a new follower waits for them from now on.
    """
    from reading.alerts import wait_for

    with transaction.atomic():
        row, is_new = Follow.objects.update_or_create(
            user=user, show=show,
            defaults={"pace": pace}, create_defaults={"pace": pace, "at": timezone.now()},
        )  # fmt: skip
        if is_new:
            wait_for(user, show)
    return row


def unfollow(user_id: int, show_id: int) -> bool:
    """End the mail about a show; return whether there was any.

    What waits for the reader's progress goes too. What is due stays for who takes it back: it is
    sent to followers alone, and forgotten once it is stale.
    """
    from reading.alerts import Alert

    with transaction.atomic():
        count, _ = Follow.objects.filter(user=user_id, show=show_id).delete()
        ahead = Alert.objects.unsent().filter(user=user_id, due_at=None)
        ahead.filter(article__boundary__season__show=show_id).delete()
    return bool(count)


def unfollow_all(user_id: int) -> bool:
    """End the mail about every show; return whether there was any."""
    from reading.alerts import Alert

    with transaction.atomic():
        count, _ = Follow.objects.filter(user=user_id).delete()
        Alert.objects.filter(user=user_id, sent_at=None).delete()
    return bool(count)
