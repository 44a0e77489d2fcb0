"""The article: an ending explained, and the rows that belong to it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles import corrections, publishing
from articles.addresses import parent_of
from articles.blocks import BodyBlock
from articles.characters import character_of
from articles.departures import LEAVINGS, Answer
from articles.gaps import is_foreign
from articles.newsroom.article_form import ArticleForm
from articles.newsroom.one_paragraph import OneParagraph
from articles.newsroom.previews import ReaderPreviews
from articles.newsroom.readership_panel import ReadershipPanel
from articles.prose import ProseField
from articles.public_page import PublicPageMixin
from articles.streams import CleanStreamBlock
from articles.videos import Video, find_video, validate_video


class Article(ReaderPreviews, PublicPageMixin, RoutablePageMixin, Page):
    """An ending explained. ``title`` is the safe headline; what reveals has fields of its own.

    A draft may be incomplete. ``articles.completeness`` says what one lacks to be published, and
    every way of publishing asks it.
    """

    kicker = models.CharField(max_length=60, blank=True, default="Ending explained")
    revealing_headline = models.CharField(max_length=140, blank=True)
    safe_dek = models.CharField("safe dek", max_length=240, blank=True)
    dek = models.CharField("revealing dek", max_length=280, blank=True)
    end_mark = models.CharField(
        max_length=16,
        blank=True,
        help_text="The year or place where the season leaves us, set very large.",
    )
    safe_hero = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    safe_hero_caption = models.CharField(max_length=240, blank=True)
    hero = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    hero_caption = models.CharField(max_length=240, blank=True)
    boundary = models.ForeignKey(
        "articles.Episode",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text="The last episode that the article gives away.",
    )
    updated_at = models.DateTimeField(
        "updated", null=True, blank=True, help_text="When it last said something new."
    )
    takeaways = StreamField(
        CleanStreamBlock([("takeaway", blocks.CharBlock(max_length=200))], required=False),
        blank=True,
        help_text="The ending in 30 seconds: three to six sentences.",
    )
    body = StreamField(BodyBlock(required=False), blank=True)
    sets_up = ProseField("what it sets up", blank=True)
    has_affiliate_links = models.BooleanField("carries affiliate links", default=False)
    when_it_leaves = models.CharField(
        "when it expires",
        max_length=10,
        choices=LEAVINGS,
        default=Answer.SHOW,
        help_text="What its address answers after that, or once unpublished with other pages.",
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)

    base_form_class = ArticleForm
    parent_page_types = ["articles.Show"]
    subpage_types: list[str] = []
    template = "articles/article.html"

    search_fields = [
        *Page.search_fields,
        index.SearchField("safe_dek"),
        index.SearchField("kicker"),
    ]

    safe_panels = [
        FieldPanel("title", heading="Safe headline", help_text="For lists, links and search."),
        FieldPanel("safe_dek", widget=OneParagraph),
        FieldPanel("kicker"),
        FieldPanel("safe_hero"),
        FieldPanel("safe_hero_caption"),
    ]
    content_panels = [
        MultiFieldPanel(safe_panels, heading="Safe: what everybody sees"),
        FieldPanel("boundary"),
        InlinePanel("bylines", heading="Bylines", label="Author"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("end_mark"), FieldPanel("updated_at")]),
                FieldPanel("revealing_headline"),
                FieldPanel("dek", widget=OneParagraph),
                FieldPanel("hero"),
                FieldPanel("hero_caption"),
            ],
            heading="The end card",
        ),
        FieldPanel("takeaways"),
        FieldPanel("body"),
        FieldPanel("sets_up"),
        InlinePanel("corrections", heading="Corrections and updates", label="Note"),
    ]
    facts_panels = [
        InlinePanel("fates", heading="Fates", label="Character"),
        InlinePanel("related", heading="Related articles", label="Article", max_num=6),
        InlinePanel("videos", heading="Recommended videos", label="Video", max_num=4),
        FieldPanel("has_affiliate_links"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Article"),
            ObjectList(facts_panels, heading="Fates and links"),
            ObjectList(PublicPageMixin.promote_panels, heading="Address"),
            ObjectList([FieldPanel("when_it_leaves"), *Page.settings_panels], heading="Schedule"),
            ObjectList([ReadershipPanel()], heading="Readers"),
        ]
    )

    class Meta:
        verbose_name = "article"

    def clean(self) -> None:
        """Refuse a boundary that belongs to another show."""
        super().clean()
        if is_foreign(self.boundary, parent_of(self)):
            raise ValidationError({"boundary": "This episode belongs to another show."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; refuse to go live incomplete, whoever asks; keep the word count true."""
        publishing.refuse_incomplete_going_live(self)
        self.word_count = publishing.count_words(self)
        self.updated_at = corrections.last_said(self)
        super().save(*args, **kwargs)

    @property
    def reading_minutes(self) -> int:
        """How long a reader takes, in whole minutes, at 230 words a minute."""
        return max(1, round(self.word_count / 230))

    @property
    def shown_hero(self) -> Any:
        """The picture of the end card: the revealing one, else the safe one."""
        return self.hero or self.safe_hero

    @property
    def carries_affiliate_links(self) -> bool:
        """Whether the disclosure belongs on the page: ticked, or a product is in the body."""
        return self.has_affiliate_links or any(
            block["type"] == "product" for block in self.body.raw_data
        )

    @property
    def updated(self) -> Any:
        """When it last said something new, if that is later than its first publication."""
        first = self.first_published_at
        return self.updated_at if self.updated_at and first and self.updated_at > first else None

    @property
    def modified(self) -> Any:
        """The moment of the last change that matters to a reader."""
        return self.updated or self.first_published_at or self.latest_revision_created_at

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add everything that the page shows, in a fixed number of queries."""
        from articles.article_page import article_page

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"view": article_page(self)}

    def get_route_paths(self) -> list[str]:
        """The page and its passages: all that lead on when its address changes."""
        passages = (b["id"] for b in self.body.raw_data if b["type"] == "passage" and b.get("id"))
        return ["/", *(f"/passage/{block_id}/" for block_id in passages)]

    @path("passage/<uuid:block_id>/", name="passage")
    def passage(self, request: HttpRequest, block_id: Any) -> HttpResponse:
        """A veiled passage on a page of its own, for readers without JavaScript."""
        from articles.article_page import passage_page

        view = passage_page(self, str(block_id))
        if view is None:
            raise Http404
        return self.render(  # type: ignore[no-any-return]
            request, template="articles/passage.html", context_overrides={"view": view}
        )


class Byline(Orderable):
    """An author's name on an article."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="bylines")
    panels = [PageChooserPanel("author")]


class Fate(Orderable):
    """Where a character stands at the end."""

    class Status(models.TextChoices):
        """What became of somebody, in a word."""

        ALIVE = "alive", "Alive"
        DEAD = "dead", "Dead"
        MISSING = "missing", "Missing"
        UNKNOWN = "unknown", "Unknown"
        CHANGED = "changed", "Changed"

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="fates")
    character = models.CharField(max_length=80)
    actor = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ALIVE)
    line = models.CharField(max_length=240)
    boundary = models.ForeignKey(
        "articles.Episode",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The last episode that this row gives away. Empty: as far as the article.",
    )
    who = models.ForeignKey(
        "articles.Character",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="fates",
    )  # the show's character of this name, if it has one
    panels = [
        FieldRowPanel([FieldPanel("character"), FieldPanel("actor"), FieldPanel("status")]),
        FieldPanel("line"),
        FieldPanel("boundary"),
    ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, linked to the show's character of this name."""
        self.who = character_of(parent_of(self.article), self.character)
        super().save(*args, **kwargs)


class RelatedArticle(Orderable):
    """An article to read next."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="related")
    to = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_from")
    panels = [PageChooserPanel("to")]


class RecommendedVideo(Orderable):
    """A video to watch next."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="videos")
    title = models.CharField(max_length=140)
    url = models.URLField(validators=[validate_video])
    poster = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    boundary = models.ForeignKey(
        "articles.Episode", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("poster", help_text="From our own pictures."),
        FieldPanel("boundary"),
    ]

    @property
    def video(self) -> Video | None:
        """The video at its host."""
        return find_video(self.url)
