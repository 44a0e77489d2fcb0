"""What an article said wrongly and says rightly now, and what was added: notes at its foot."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from articles.article_rows import rows_of

if TYPE_CHECKING:
    from articles.article import Article


class Correction(models.Model):
    """A dated note. It may spoil, so it stands inside the text, behind the article's veil."""

    class Kind(models.TextChoices):
        """Whether something was wrong, or only more is known now."""

        CORRECTION = "correction", "Correction"
        UPDATE = "update", "Update"

    article = ParentalKey("articles.Article", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CORRECTION)
    noted_at = models.DateTimeField(
        "date", default=timezone.now, help_text="When the article began to say it."
    )
    text = models.TextField(
        max_length=600, help_text="What was wrong and what is right, or what was added."
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("noted_at")]),
        FieldPanel("text"),
    ]

    class Meta:
        ordering = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.noted_at:%Y-%m-%d}"

    def clean(self) -> None:
        """Refuse a day that has not come."""
        super().clean()
        if self.noted_at and self.noted_at > timezone.now():
            raise ValidationError({"noted_at": "A note can’t be from the future."})


def notes_of(article: Article) -> list[Correction]:
    """The article's notes, the newest first; also those of a draft that no row holds yet."""
    return sorted(rows_of(article, "corrections"), key=lambda note: note.noted_at, reverse=True)


def last_said(article: Article) -> datetime | None:
    """When the article last said something new, as its editor says or its newest note does."""
    moments = [note.noted_at for note in article.corrections.all() if note.noted_at]
    return max([*moments, *([article.updated_at] if article.updated_at else [])], default=None)
