"""What readers can find: one row for each thing, of safe text alone."""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property
from wagtail.search import index

from articles.search.words import MARK, forms_of


class Findable(index.Indexed, models.Model):
    """A public article, show, character or author, as search knows it.

    The newsroom's own search goes over the pages themselves, drafts included; this goes over what
    everybody may read. ``articles.search.index`` keeps the rows in step with what is public.
    """

    class Kind(models.TextChoices):
        """What it is; in this order where two are found equally well."""

        SHOW = "show", "Shows"
        CHARACTER = "character", "Characters"
        AUTHOR = "author", "Authors"
        ARTICLE = "article", "Articles"

    kind = models.CharField(max_length=10, choices=Kind)
    page = models.OneToOneField(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    character = models.OneToOneField(
        "articles.Character", null=True, on_delete=models.CASCADE, related_name="+"
    )
    show = models.ForeignKey(
        "articles.Show", null=True, on_delete=models.CASCADE, related_name="findables"
    )
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    date = models.DateTimeField(null=True)

    search_auto_update = False  # with the row, not by a task some time later
    search_fields = [index.AutocompleteField("terms")]
    wagtail_reference_index_ignore = True  # no use of a page that an editor should hear of

    class Meta:
        indexes = [models.Index(fields=["kind", "-date"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What it stands for: the page's identifier, or the character's."""
        return self.page_id, self.character_id

    @cached_property
    def terms(self) -> str:
        """What it is found by: its words, those of its title once more, and its marks.

        Wagtail asks three times for each row.
        """
        title = forms_of(self.title)
        return " ".join(
            [
                *(f"{MARK}{term}" for term in title),
                *dict.fromkeys([*title, *forms_of(self.text)]),
                *marks_of(self.kind, self.show_id),
            ]
        )


def marks_of(kind: str, show_id: int | None) -> list[str]:
    """The marks that a row of this kind and show carries. A reader can't type one."""
    group = "article" if kind == Findable.Kind.ARTICLE else "name"
    marks = ["any", group, *([kind] if kind != group else [])]
    return [mark(each) for each in [*marks, *([f"show{show_id}"] if show_id else [])]]


def mark(name: str) -> str:
    """A mark of ours, as it stands among the terms."""
    return f"{MARK}{MARK}{name}"
