"""The site's own words and addresses, which editors may change."""

from __future__ import annotations

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from articles.people import LinkBlock


@register_setting(icon="site")
class SiteWords(BaseGenericSetting):
    """Name, tagline, contacts, the affiliate disclosure and the links in the footer."""

    name = models.CharField(max_length=60, default="fanmankind")
    tagline = models.CharField(max_length=120, default="What the ending meant, told safely.")
    description = models.TextField(
        max_length=300,
        default="Endings of shows and films, explained for people who have just watched them.",
        help_text="For search engines and link previews.",
    )
    contact_address = models.EmailField(default="hello@fanmankind.example")
    support_address = models.EmailField(default="support@fanmankind.example")
    affiliate_disclosure = models.TextField(
        max_length=400,
        default="If you buy something through a link on this page, we may earn a commission.",
    )
    affiliate_policy = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    social_links = StreamField([("link", LinkBlock())], blank=True)
    footer_pages = StreamField([("page", blocks.PageChooserBlock())], blank=True)

    @classmethod
    def current(cls) -> SiteWords:
        """The words as they are; the defaults where nobody has saved any. Writes nothing."""
        found = cls.objects.select_related(*cls.select_related).first()
        return found or cls()

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
        FieldPanel("footer_pages"),
    ]

    class Meta:
        verbose_name = "site words"
