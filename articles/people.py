"""Authors: the names on the bylines. An author is not an account."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.pictures import refuse_bounded
from articles.public_page import PublicPageMixin
from articles.streams import CleanStreamBlock


class LinkBlock(blocks.StructBlock):
    """A labeled link out of the site."""

    label = blocks.CharBlock(max_length=60)
    url = blocks.URLBlock()

    class Meta:
        icon = "link"


class AuthorIndex(PublicPageMixin, Page):
    """The page that lists everybody who writes here."""

    max_count = 1
    parent_page_types = ["articles.FrontPage"]
    subpage_types = ["articles.Author"]
    template = "articles/author_index.html"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the authors, in the order of their names."""
        from articles.pictures import load_renditions

        authors = list(Author.objects.live().child_of(self).select_related("portrait"))
        load_renditions(*(author.portrait for author in authors))
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"authors": sorted(authors, key=lambda author: author.title)}

    class Meta:
        verbose_name = "author list"


class Author(PublicPageMixin, Page):
    """A byline: a person or a desk that signs articles. ``title`` is the name."""

    is_list = True
    role = models.CharField(max_length=100, blank=True)
    portrait = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    biography = models.TextField(blank=True, max_length=800)
    is_organization = models.BooleanField(
        "is a desk", default=False, help_text="Signs as an organization, not as a person."
    )
    links = StreamField(CleanStreamBlock([("link", LinkBlock())], required=False), blank=True)

    parent_page_types = ["articles.AuthorIndex"]
    subpage_types: list[str] = []
    template = "articles/author.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("role"),
        FieldPanel("is_organization"),
        FieldPanel("portrait"),
        FieldPanel("biography"),
        FieldPanel("links"),
    ]

    def clean(self) -> None:
        """Refuse a portrait that gives something away."""
        super().clean()
        refuse_bounded(portrait=self.portrait)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a page of this author's articles, newest first."""
        from articles.listing import articles_by, page_of
        from articles.pictures import load_renditions
        from articles.structured_data import as_json, profile_data

        load_renditions(self.portrait)

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "listing": page_of(articles_by(self), request.GET.get("page")),
            "json_ld": as_json(profile_data(self)),
        }

    class Meta:
        verbose_name = "author"
