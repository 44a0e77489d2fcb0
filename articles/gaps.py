"""What can be wrong with an article, and the one comparison that most of it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail.models import Page

if TYPE_CHECKING:
    from articles.shows import Episode, Show


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: the form's field, and what to do about it."""

    field: str
    message: str


class PageRefused(ValidationError):
    """Raised by a door that refuses to publish a page. Knows the page and its gaps."""

    def __init__(self, page: Page, gaps: list[Gap]) -> None:
        self.page = page
        self.gaps = gaps
        messages: dict[str, list[str]] = {}
        for gap in gaps:
            messages.setdefault(gap.field, []).append(gap.message)
        super().__init__(messages)


def is_foreign(boundary: Episode | None, show: Page | None) -> bool:
    """Whether an episode belongs to another show than this page."""
    return boundary is not None and show is not None and boundary.season.show_id != show.pk


def show_told(boundary: Episode | None, home: Show) -> Show:
    """The show that something gives away: the one it stands under, unless it was moved there."""
    if boundary is None or not is_foreign(boundary, home):
        return home
    told: Show = boundary.season.show
    return told
