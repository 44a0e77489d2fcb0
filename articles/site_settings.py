"""The site's own words and addresses, which editors may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asgiref.local import Local
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.addresses import path_of
from articles.people import LinkBlock
from articles.remembered import remembered
from articles.streams import CleanStreamBlock

_here = Local()  # has ``words`` while a request is answered, and at no other time


def remember_words(**_: Any) -> None:
    """A request begins: whoever asks for the words from here on shares them."""
    _here.words = None


def forget_words(**_: Any) -> None:
    """They were changed: read them anew."""
    if hasattr(_here, "words"):
        _here.words = None


def end_of_request(**_: Any) -> None:
    """Outside of a request, as in a worker that runs for days, nothing is remembered."""
    if hasattr(_here, "words"):
        del _here.words


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of ours."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Links:
    """The live pages that every page links to; ``all_shows`` is the list's path, or empty."""

    menu: list[Link]
    footer: list[Link]
    all_shows: str


class MenuBlock(blocks.StructBlock):
    """A page in the masthead, which has little room."""

    page = blocks.PageChooserBlock()
    label = blocks.CharBlock(max_length=16, required=False, help_text="Empty: the page's title.")

    class Meta:
        icon = "doc-empty"


@register_setting(icon="site")
class SiteWords(BaseGenericSetting):
    """Name, tagline, contacts, the affiliate disclosure, and the links on every page."""

    name = models.CharField(max_length=60, default="fanmankind")
    tagline = models.CharField(max_length=120, default="What the ending meant, told safely.")
    description = models.TextField(
        max_length=300,
        default="Endings of shows and films, explained for people who have just watched them.",
        help_text="For search engines and link previews.",
    )
    contact_address = models.EmailField(default="hello@fanmankind.example")
    support_address = models.EmailField(
        blank=True,
        default="",
        help_text="For help with an account. Empty: the one that the operator has set.",
    )
    affiliate_disclosure = models.TextField(
        max_length=400,
        default="If you buy something through a link on this page, we may earn a commission.",
    )
    affiliate_policy = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    social_links = StreamField(
        CleanStreamBlock([("link", LinkBlock())], required=False), blank=True
    )
    menu_pages = StreamField(
        CleanStreamBlock([("page", MenuBlock())], required=False, max_num=3),
        blank=True,
        help_text="In the masthead of every page, beside the name.",
    )
    footer_pages = StreamField([("page", blocks.PageChooserBlock())], blank=True)

    @classmethod
    def current(cls) -> SiteWords:
        """The words as they are; the defaults where nobody has saved any. Writes nothing.

        Read once for a request, however many parts of a page ask.
        """
        known: SiteWords | None = getattr(_here, "words", None)
        if known is None:
            known = remembered(cls._stored, "words")
            if hasattr(_here, "words"):
                _here.words = known
        return known

    @classmethod
    def _stored(cls) -> SiteWords:
        return cls.objects.select_related(*cls.select_related).first() or cls()

    @classmethod
    def linked_pages(cls) -> set[int]:
        """The keys of the pages that every page names, as the stored words have them now."""
        words = cls.objects.first()
        if words is None:
            return set()
        menu = (block["value"]["page"] for block in words.menu_pages.raw_data)
        footer = (block["value"] for block in words.footer_pages.raw_data)
        return {int(pk) for pk in (*menu, *footer, words.affiliate_policy_id) if pk}

    @property
    def support(self) -> str:
        """Where people who are stuck write to: an editor's choice, or else the operator's."""
        return self.support_address or settings.SUPPORT_EMAIL

    @cached_property
    def links(self) -> Links:
        """What every page links to, looked up together in one query."""
        menu = [block["value"] for block in self.menu_pages.raw_data]
        footer = [block["value"] for block in self.footer_pages.raw_data]
        named = Page.objects.filter(pk__in=[*(item["page"] for item in menu), *footer])
        # Together by their keys: of "one of these, or a list of shows" a database reads every page.
        wanted = named.values("pk").union(Page.objects.filter(showindex__gt=0).values("pk"))
        pages = list(
            Page.objects.live().filter(pk__in=wanted).annotate(list_of_shows=F("showindex__pk"))
        )
        found = {page.pk: Link(page.title, path_of(page)) for page in pages}
        return Links(
            menu=[
                Link(item.get("label") or found[item["page"]].label, found[item["page"]].path)
                for item in menu
                if item["page"] in found
            ],
            footer=[found[pk] for pk in footer if pk in found],
            all_shows=next((found[page.pk].path for page in pages if page.list_of_shows), ""),
        )

    select_related = ["affiliate_policy"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("tagline"), FieldPanel("description")],
            heading="The publication",
        ),
        MultiFieldPanel(
            [FieldPanel("contact_address"), FieldPanel("support_address")], heading="Contact"
        ),
        MultiFieldPanel(
            [FieldPanel("affiliate_disclosure"), FieldPanel("affiliate_policy")],
            heading="Affiliate links",
        ),
        FieldPanel("social_links"),
        FieldPanel("menu_pages"),
        FieldPanel("footer_pages"),
    ]

    class Meta:
        verbose_name = "site words"
