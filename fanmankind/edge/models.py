"""Editions: which state of the site's content a copy of a page was made from.

The site is cut into sections: one for each show (its slug), and ``FRONT`` for every page that
belongs to none. Whatever changes what a section shows adds a row to it within its own transaction,
so that the change and its edition are seen together or not at all. A section's edition is the sum
of its rows: nobody waits for anybody else's row, and every commit makes another sum. The amounts
are random, so that a restored database doesn't come to the same sum with other content.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Sum

EVERYTHING = "*"  # the section that every page belongs to
FRONT = "/"
LARGEST = 2**31


class Edition(models.Model):
    """One change of a section, or the sum of its former ones."""

    section = models.CharField(max_length=255, db_index=True)
    amount = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.section} +{self.amount}"


def turn(sections: Iterable[str]) -> None:
    """Begin a new edition of these sections, in the transaction that is open."""
    rows = [Edition(section=name, amount=secrets.randbelow(LARGEST) + 1) for name in sections]
    Edition.objects.bulk_create(rows)


def editions() -> dict[str, int]:
    """The edition of every section that ever had one, as one query sees them."""
    rows = Edition.objects.order_by().values_list("section").annotate(Sum("amount"))
    return {section: int(amount) for section, amount in rows}


def fold() -> int:
    """The chore: put each section's rows together into one; return how many went.

    Seen from outside, the sums never change.
    """
    crowded = (
        Edition.objects.order_by()
        .values("section")
        .annotate(rows=models.Count("pk"))
        .filter(rows__gt=1)
        .values_list("section", flat=True)
    )
    gone = 0
    for section in list(crowded):
        with transaction.atomic():
            rows = list(Edition.objects.select_for_update().filter(section=section).order_by("pk"))
            if len(rows) < 2:  # another worker was first
                continue
            Edition.objects.filter(pk__in=[row.pk for row in rows]).delete()
            Edition.objects.create(section=section, amount=sum(row.amount for row in rows))
            gone += len(rows) - 1
    return gone
