"""The publication's other pages: the front, the list of shows, and plain pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks import PlainBodyBlock
from articles.pictures import refuse_bounded
from articles.public_page import PublicPageMixin
from articles.streams import CleanStreamBlock


class LatestRowBlock(blocks.StructBlock):
    """The newest articles."""

    title = blocks.CharBlock(max_length=60, default="Latest")
    count = blocks.IntegerBlock(min_value=2, max_value=24, default=6)

    class Meta:
        icon = "time"


class ShowRowBlock(blocks.StructBlock):
    """One show's endings, on its rail of years."""

    show = blocks.PageChooserBlock(page_type="articles.Show")

    class Meta:
        icon = "media"


class ChosenRowBlock(blocks.StructBlock):
    """Articles picked by hand."""

    title = blocks.CharBlock(max_length=60)
    articles = blocks.ListBlock(blocks.PageChooserBlock(page_type="articles.Article"), max_num=12)

    class Meta:
        icon = "pick"


class ShowsRowBlock(blocks.StructBlock):
    """A row of the shows themselves."""

    title = blocks.CharBlock(max_length=60, default="Shows")
    count = blocks.IntegerBlock(min_value=2, max_value=24, default=6)

    class Meta:
        icon = "list-ul"


class FrontPage(PublicPageMixin, Page):
    """The front page, arranged by an editor: one featured article, then rows."""

    is_list = True  # of one page, whatever its query says

    featured = models.ForeignKey(
        "articles.Article",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty: the newest.",
    )
    rows = StreamField(
        CleanStreamBlock(
            [
                ("latest", LatestRowBlock()),
                ("show", ShowRowBlock()),
                ("chosen", ChosenRowBlock()),
                ("shows", ShowsRowBlock()),
            ],
            required=False,
        ),
        blank=True,
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "articles.Show",
        "articles.ShowIndex",
        "articles.AuthorIndex",
        "articles.StandardPage",
    ]
    template = "articles/front.html"
    content_panels = [*Page.content_panels, PageChooserPanel("featured"), FieldPanel("rows")]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the featured article and the rows, in a fixed number of queries."""
        from articles.front import front_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"front": front_of(self)}

    class Meta:
        verbose_name = "front page"


class ShowIndex(PublicPageMixin, Page):
    """All shows."""

    is_list = True
    max_count = 1
    parent_page_types = ["articles.FrontPage"]
    subpage_types: list[str] = []
    template = "articles/show_index.html"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add a page of shows, in the order of their names."""
        from articles.listing import page_of, show_cards

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"listing": page_of(show_cards(), request.GET.get("page"))}

    class Meta:
        verbose_name = "list of shows"


class StandardPage(PublicPageMixin, Page):
    """A page that is no article: About, privacy, terms, the affiliate policy, contact."""

    intro = models.CharField(max_length=280, blank=True)
    body = StreamField(PlainBodyBlock(required=False), blank=True)

    parent_page_types = ["articles.FrontPage"]
    subpage_types: list[str] = []
    template = "articles/standard.html"
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]

    def clean(self) -> None:
        """Refuse a picture that gives something away."""
        super().clean()
        for part in self.body:
            if part.block_type == "picture":
                refuse_bounded(body=part.value.get("picture"))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the body, its texts already turned into HTML."""
        from articles.body import render_body
        from articles.pictures import load_renditions

        body = render_body(self.body)
        load_renditions(*body.pictures)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"parts": body.parts}

    class Meta:
        verbose_name = "page"
