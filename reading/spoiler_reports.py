"""Readers tell the newsroom where something gave away too much."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.audit import network_of

LONGEST_LINE = 280  # characters
SAME = timedelta(days=1)  # within which the same report of the same reader is stored once


class SpoilerReport(models.Model):
    """Somebody, a guest perhaps, saw a spoiler where there should be none."""

    class Place(models.TextChoices):
        """Where it was seen."""

        HEADLINE = "headline", "A headline or its line below"
        PICTURE = "picture", "A picture"
        TEXT = "text", "The article, before its boundary"
        MAIL = "mail", "A mail"
        ELSEWHERE = "elsewhere", "Somewhere else"

    article = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_at = models.CharField("address", max_length=200, blank=True)
    place = models.CharField(max_length=10, choices=Place, default=Place.ELSEWHERE)
    line = models.CharField(max_length=LONGEST_LINE, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.get_place_display()} ({self.at:%Y-%m-%d %H:%M})"


def report(request: HttpRequest, *, article: Any, place: str, line: str, seen_at: str) -> bool:
    """Store what somebody saw; return whether it is new. A line may be added to it later.

    Where it came from is not stored: whether it is the same again, a key in the cache knows, from
    which nobody can tell the network.
    """
    key = _key_of(request, f"{article.pk if article else seen_at}/{place}")
    if not cache.add(key, 0, timeout=SAME.total_seconds()):
        if line:
            SpoilerReport.objects.filter(pk=cache.get(key), line="").update(line=line)
        return False
    try:
        row = SpoilerReport.objects.create(
            article=article, place=place, line=line, seen_at=seen_at,
            user=request.user if request.user.is_authenticated else None,
        )  # fmt: skip
    except Exception:
        cache.delete(key)  # so that it may be sent again
        raise
    cache.set(key, row.pk, timeout=SAME.total_seconds())
    return True


def _key_of(request: HttpRequest, seen: str) -> str:
    user = request.user
    who = f"user {user.pk}" if user.is_authenticated else f"network {network_of(request)}"
    digest = salted_hmac("reading.spoiler_report", f"{who}/{seen}", algorithm="sha256").hexdigest()
    return f"spoiler-report:{digest}"


def settle(pk: int, user: Any) -> bool:
    """Note who dealt with a report, and when; the first one stays. Return whether it was open."""
    open_ = SpoilerReport.objects.filter(pk=pk, settled_at=None)
    return bool(open_.update(settled_at=timezone.now(), settled_by=user))
