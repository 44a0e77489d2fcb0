"""Whose turn it is: what has to be done every so often is done by one worker at a time.

A worker takes the turn for a while, the lease. When it dies, the lease runs out and another one
takes over. Nothing but one conditional UPDATE decides, so it holds on every database.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Turn(models.Model):
    """One regular piece of work: from when on somebody may take it, and who was the last to."""

    name = models.CharField(max_length=40, primary_key=True)
    next_at = models.DateTimeField(default=timezone.now)
    number = models.PositiveBigIntegerField(default=0)  # of the turn that was taken last
    queued_for = models.DateTimeField(null=True)  # the moment that a task was last asked for

    def __str__(self) -> str:
        return f"{self.name} #{self.number}"


def take(name: str, lease: timedelta) -> int | None:
    """Take the turn for the length of a lease; return its number, or None where it is not free."""
    now = timezone.now()
    row, _ = Turn.objects.get_or_create(name=name, defaults={"next_at": now})
    free = Turn.objects.filter(name=name, number=row.number, next_at__lte=now)
    taken = free.update(next_at=now + lease, number=F("number") + 1)
    return row.number + 1 if taken else None


def hold(name: str, number: int, until: datetime) -> bool:
    """Have nobody else take the turn before then; False where it is another worker's by now."""
    return bool(Turn.objects.filter(name=name, number=number).update(next_at=until))


def claim(name: str, moment: datetime) -> bool:
    """Whether it is for the caller to ask for a task at this moment; true once for each."""
    Turn.objects.get_or_create(name=name)
    earlier = Q(queued_for=None) | Q(queued_for__lt=moment)
    return bool(Turn.objects.filter(earlier, name=name).update(queued_for=moment))
