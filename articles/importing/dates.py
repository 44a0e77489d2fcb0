"""Dates of an archive: with their zone, whatever of them is missing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import timezone as fixed
from zoneinfo import ZoneInfo

from django.conf import settings


def read(words: str) -> datetime | None:
    """A date as WordPress writes it, without a zone; None for none (``0000-00-00 00:00:00``)."""
    try:
        return datetime.strptime(words.strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - see below
    except ValueError:
        return None


class Zone:
    """How far the archive's local time is from UTC: as told, else as most of its items show."""

    def __init__(self, name: str = "") -> None:
        self.told: tzinfo | None = ZoneInfo(name) if name else None
        self.seen: Counter[int] = Counter()

    def learn(self, local: str, utc: str) -> None:
        """Note the offset of an item that has both dates."""
        one, other = read(local), read(utc)
        if one and other and abs(one - other) <= timedelta(hours=15):
            self.seen[round((one - other).total_seconds() / 60)] += 1

    def moment(self, local: str, utc: str) -> datetime | None:
        """The moment of an item: its UTC date; else its local one with the archive's offset."""
        if exact := read(utc):
            return exact.replace(tzinfo=UTC)
        here = read(local)
        return here.replace(tzinfo=self._offset()) if here else None

    def _offset(self) -> tzinfo:
        if self.told:
            return self.told
        if self.seen:
            return fixed(timedelta(minutes=self.seen.most_common(1)[0][0]))
        return ZoneInfo(settings.TIME_ZONE)
