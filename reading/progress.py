"""How far a reader has watched a show: what they said, how it is changed, and how it merges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone

from articles.models import Episode, Show
from articles.shield import NOT_STARTED, Position


def at_least(episode: str, season: Any, number: Any) -> models.Q:
    """The rows whose episode is this one or comes after it: the rule of ``articles.shield`` in SQL.

    ``episode`` is the way to it, such as ``boundary__``; what it is compared with may be numbers or
    expressions.
    """
    later = models.Q(**{f"{episode}season__number__gt": season})
    return later | models.Q(**{f"{episode}season__number": season, f"{episode}number__gte": number})


def beyond(episode: str, position: Position) -> models.Q:
    """The rows whose episode lies ahead of somebody who stands here."""
    return at_least(episode, position.season, position.episode + 1)


def episodes_up_to(show_id: int, position: Position) -> models.QuerySet[Episode]:
    """The episodes of a show up to a position, in order."""
    found = Episode.objects.filter(~beyond("", position), season__show_id=show_id)
    return found.order_by("season__number", "number")


def step_back(collector: Any, field: Any, rows: Any, using: str) -> None:
    """When episodes are deleted, those who stood there stand at the episode before."""
    gone = [episode.pk for episode in collector.data.get(Episode, ())]
    for episode in Episode.objects.filter(pk__in=rows.values("episode")):
        earlier = episodes_up_to(episode.season.show_id, episode.position)
        before = earlier.exclude(pk__in=gone).last()
        collector.add_field_update(field, before, rows.filter(episode=episode))


class Progress(models.Model):
    """How far one reader has watched one show.

    Without an episode they have not begun it; without a row nobody knows. ``spoil_me`` lifts the
    shield for this show and keeps the episode, for the day when it comes down again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress"
    )
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="+")
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=step_back, related_name="+"
    )
    spoil_me = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["user", "show"], name="one_progress_for_each_show")
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in show {self.show_id}"

    @property
    def position(self) -> Position:
        """The position that the shield compares."""
        return self.said.position

    @property
    def said(self) -> Said:
        """What the reader said."""
        return Said(self.episode, self.spoil_me)


class Forgotten(models.Model):
    """When a reader last had a show forgotten, of which they have said nothing since.

    A device that was away may bring later what was said earlier. It is a table of its own, so that
    nobody who asks for progress comes upon a row that is none.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "forgotten"
        constraints = [
            models.UniqueConstraint(fields=["user", "show"], name="forgotten_once_for_each_show")
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} no more in show {self.show_id}"


def as_list(at: Position, episode: int, spoil_me: Any) -> list[int]:
    """What somebody says, as the pages know it: season, episode, its id (0: none), spoil me."""
    return [at.season, at.episode, episode, int(spoil_me)]


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says of one show: the last episode watched (None: not begun), and spoil me."""

    episode: Episode | None
    spoil_me: bool = False

    @property
    def position(self) -> Position:
        """The position that the shield compares."""
        return self.episode.position if self.episode else NOT_STARTED

    def as_list(self) -> list[int]:
        """As the pages know it."""
        return as_list(self.position, self.episode.pk if self.episode else 0, self.spoil_me)


def further(one: Said, other: Said) -> Said:
    """Of two things said of one show, both: the later episode, and spoil me if either says so."""
    ahead = one if one.position >= other.position else other
    return Said(ahead.episode, one.spoil_me or other.spoil_me)


def say(user: Any, show: Show, said: Said, at: datetime | None = None) -> Progress | None:
    """Write down what a reader says; return what holds. Saying it again changes only the time.

    ``at`` is when they said it, now if not given. What was said later stays, and what was
    forgotten later stays forgotten.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _one_at_a_time(user)
        row = Progress.objects.filter(user=user, show=show).first()
        if (row and at < row.at) or _forgotten_since(user, show, at):
            return row
        Forgotten.objects.filter(user=user, show=show).delete()  # the row says what is newer
        row = row or Progress(user=user, show=show)
        row.episode, row.spoil_me, row.at = said.episode, said.spoil_me, at
        row.save()
    return row


def unsay(user: Any, show: Show, at: datetime | None = None) -> Progress | None:
    """Forget what a reader said of a show, but not what they said after ``at``; return that."""
    at = at or timezone.now()
    with transaction.atomic():
        _one_at_a_time(user)
        rows = Progress.objects.filter(user=user, show=show)
        rows.filter(at__lte=at).delete()
        row = rows.first()
        if row is None:
            known = Forgotten.objects.filter(user=user, show=show).first()
            known = known or Forgotten(user=user, show=show, at=at)
            known.at = max(known.at, at)
            known.save()
    return row


def merge(user: Any, show: Show, said: Said, at: datetime | None = None) -> bool:
    """Join what a device knew with what the account knows; return whether the account learned.

    ``at`` is when the device was told, now if nobody knows. What was forgotten since stays so.
    """
    with transaction.atomic():
        _one_at_a_time(user)
        row = Progress.objects.filter(user=user, show=show).first()
        joined = further(row.said, said) if row else said
        if (row and joined == row.said) or (at and _forgotten_since(user, show, at)):
            return False
        say(user, show, joined)
    return True


def _forgotten_since(user: Any, show: Show, at: datetime) -> bool:
    return Forgotten.objects.filter(user=user, show=show, at__gt=at).exists()


def _one_at_a_time(user: Any) -> None:
    """Have others who change this reader's progress wait until the transaction ends.

    The account is locked, not the row, which may not be there yet; but not its key, which
    whoever writes a row that names the account holds: each would wait for the other.
    """
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user.pk).only("pk"))


def progress_of(user: Any) -> models.QuerySet[Progress]:
    """Everything that a reader said, with what positions need, the latest first."""
    return (
        Progress.objects.filter(user=user)
        .select_related("episode__season__show")
        .order_by("-at", "-pk")
    )
