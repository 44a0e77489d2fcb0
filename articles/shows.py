"""Shows (a series or a film), their seasons and their episodes."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles.characters import link_fates
from articles.newsroom.show_form import ShowForm
from articles.pictures import refuse_bounded
from articles.public_page import PublicPageMixin
from articles.shield import LAST_EPISODE, LAST_SEASON, Position


class Show(PublicPageMixin, Page):
    """A series or a film: the place where its seasons and its articles live."""

    is_list = True

    class Kind(models.TextChoices):
        """What the show is; a film is one season of one episode."""

        SERIES = "series", "Series"
        FILM = "film", "Film"

    class Palette(models.TextChoices):
        """The tones that the show's pages take from its artwork."""

        MARS = "mars", "Mars: rust and dust"
        NIGHT = "night", "Night: ink and starlight"
        SEA = "sea", "Sea: green and pale"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SERIES)
    network = models.CharField("network or studio", max_length=100, blank=True)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty while the show is still running."
    )
    synopsis = models.TextField(
        blank=True, max_length=600, help_text="Safe to read before the first episode."
    )
    key_art = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    patch = models.ForeignKey(
        "articles.Picture",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The show's round mission patch, square and transparent at the corners.",
    )
    palette = models.CharField(max_length=10, choices=Palette, default=Palette.NIGHT)

    base_form_class = ShowForm
    parent_page_types = ["articles.FrontPage"]
    subpage_types = ["articles.Article"]
    template = "articles/show.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("network")]),
                FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")]),
                FieldPanel("synopsis"),
            ],
            heading="Facts",
        ),
        MultiFieldPanel(
            [FieldPanel("key_art"), FieldPanel("patch"), FieldPanel("palette")], heading="Look"
        ),
        InlinePanel("seasons", heading="Seasons", label="Season"),
        InlinePanel("characters", heading="Who’s who", label="Character"),
    ]

    @property
    def is_film(self) -> bool:
        """Whether this is a film."""
        return self.kind == self.Kind.FILM

    @property
    def years(self) -> str:
        """The years it ran, as a reader writes them: ``1968``, ``1967–68``, ``since 2019``."""
        if not self.first_year:
            return ""
        if self.is_film or self.last_year == self.first_year:
            return str(self.first_year)
        if not self.last_year:
            return f"since {self.first_year}"
        same_century = self.first_year // 100 == self.last_year // 100
        last = f"{self.last_year % 100:02}" if same_century else str(self.last_year)
        return f"{self.first_year}–{last}"

    def clean(self) -> None:
        """Refuse a picture that gives something away."""
        super().clean()
        refuse_bounded(key_art=self.key_art, patch=self.patch)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the articles' fates find the characters of their names, and readers the show."""
        from articles.search.index import show_changed

        super().save(*args, **kwargs)
        link_fates(self)
        show_changed(self.pk)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hub's seasons with their endings and every article."""
        from articles.hub import hub_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"hub": hub_of(self, request.GET.get("page"))}

    class Meta:
        verbose_name = "show"


class Season(Orderable, ClusterableModel):
    """A season of a show. Number 1 of a film stands for the film."""

    show = ParentalKey(Show, on_delete=models.CASCADE, related_name="seasons")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LAST_SEASON)]
    )
    title = models.CharField(max_length=100, blank=True)
    setting = models.CharField(
        "set in", max_length=40, blank=True, help_text="The years it plays in, such as 1992–95."
    )
    safe_note = models.CharField(
        max_length=240,
        blank=True,
        help_text="Its premise in a line, safe for somebody who has not begun it.",
    )
    episode_count = models.PositiveSmallIntegerField(
        "number of episodes", null=True, blank=True, help_text="As announced."
    )
    first_aired = models.DateField(null=True, blank=True)
    last_aired = models.DateField(null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("title"), FieldPanel("setting")]),
        FieldPanel("safe_note"),
        FieldRowPanel(
            [FieldPanel("episode_count"), FieldPanel("first_aired"), FieldPanel("last_aired")]
        ),
        InlinePanel("episodes", heading="Episodes", label="Episode"),
    ]

    class Meta(Orderable.Meta):
        ordering = ["number"]
        indexes = [models.Index(fields=["show", "number"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What a reader calls it: ``Season 4``, or its title."""
        return self.title or f"Season {self.number}"


class EpisodeManager(models.Manager["Episode"]):
    """Episodes always come with their season and show, which give them their name."""

    def get_queryset(self) -> models.QuerySet[Episode]:
        """Join the season and the show."""
        return super().get_queryset().select_related("season__show")


class Episode(index.Indexed, Orderable):
    """An episode: what a boundary points at, so that renumbering keeps boundaries true."""

    season = ParentalKey(Season, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(LAST_EPISODE)]
    )
    title = models.CharField(max_length=150)
    aired = models.DateField("air date", null=True, blank=True)

    objects = EpisodeManager()
    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("title"), FieldPanel("aired")])]
    search_fields = [index.AutocompleteField("search_name"), index.SearchField("search_name")]

    class Meta(Orderable.Meta):
        ordering = ["number"]
        indexes = [models.Index(fields=["season", "number"])]

    def __str__(self) -> str:
        show = self.season.show
        return show.title if show.is_film else f"{show.title} {self.label}: {self.title}"

    def search_name(self) -> str:
        """What an editor types to find it: show, position and title."""
        return str(self)

    @property
    def position(self) -> Position:
        """Where the episode stands in its show's order. Touches ``season``."""
        return Position(self.season.number, self.number)

    @property
    def label(self) -> str:
        """The short name of the position, such as ``S4E10``; ``the film`` for a film."""
        return "the film" if self.season.show.is_film else str(self.position)
