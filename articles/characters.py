"""The characters of a show, and which fates are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Page

from articles.shield import Position

if TYPE_CHECKING:
    from articles.article import Fate
    from articles.shows import Show

TAKEN_ANCHORS = {"", "main", "through"}  # what the page around the characters uses itself


def name_key(name: str) -> str:
    """What two spellings of one name have in common: neither case nor spaces matter."""
    return " ".join(name.split()).casefold()


def anchor_of(name: str) -> str:
    """The fragment of a character's place on the page; empty for a name without letters."""
    return slugify(name, allow_unicode=True)


class Character(Orderable):
    """Somebody in a show. Their fates, told by the articles, are linked by their name."""

    show = ParentalKey("articles.Show", on_delete=models.CASCADE, related_name="characters")
    name = models.CharField(max_length=80)
    actor = models.CharField(max_length=80, blank=True)
    line = models.CharField(
        max_length=240, blank=True, help_text="Safe: who they are when we first meet them."
    )
    # RESTRICT, not PROTECT: a show goes with its episodes and its characters together.
    boundary = models.ForeignKey(
        "articles.Episode",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="first appears in",
        help_text="Empty: from the beginning, so that everybody may know of them.",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("actor")]),
        FieldPanel("line"),
        FieldPanel("boundary"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "character"

    def __str__(self) -> str:
        return f"{self.name} ({self.show.title})"

    @property
    def anchor(self) -> str:
        """Where the character stands on the who's who; says nothing but the name."""
        return anchor_of(self.name)

    @property
    def first_seen(self) -> Position | None:
        """Where they first appear; None from the beginning. Touches the boundary's season."""
        return self.boundary.position if self.boundary else None

    def clean(self) -> None:
        """Refuse a name without an anchor of its own."""
        super().clean()
        if self.anchor in TAKEN_ANCHORS:
            raise ValidationError(
                {"name": "Give a name with letters; the page needs this one itself."}
            )


def character_of(show: Page | None, name: str) -> Character | None:
    """The character of this show who has this name."""
    if show is None:
        return None
    wanted = name_key(name)
    found = Character._base_manager.filter(show_id=show.pk).order_by("sort_order", "pk")
    return next((each for each in found if name_key(each.name) == wanted), None)


def link_fates(show: Show) -> None:
    """Point every fate of the show's articles at the character of its name, or at nobody.

    Fates know their character by name alone, so renaming or removing a character lets go of them.
    """
    from articles.article import Fate

    by_name: dict[str, Any] = {}
    for pk, name in (
        Character._base_manager.filter(show_id=show.pk)
        .order_by("sort_order", "pk")
        .values_list("pk", "name")
    ):
        by_name.setdefault(name_key(name), pk)
    below: models.QuerySet[Fate] = Fate._base_manager.filter(
        article__path__startswith=show.path, article__depth=show.depth + 1
    )
    changed = []
    for fate in below.only("character", "who_id"):
        if fate.who_id != (who := by_name.get(name_key(fate.character))):
            fate.who_id = who
            changed.append(fate)
    Fate._base_manager.bulk_update(changed, ["who"], batch_size=500)
