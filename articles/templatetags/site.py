"""Template tags that every page uses. Registered as built-ins, so no template loads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from articles import addresses
from articles.addresses import canonical
from articles.listing import Card, ShowCard
from articles.models import Picture, SiteWords
from articles.pictures import SHARE_SPECS, VARIANTS, find_rendition
from articles.remembered import remembered

register = template.Library()

FIRST = mark_safe(' fetchpriority="high"')
LATER = mark_safe(' loading="lazy" decoding="async"')
MIME = {"avif": "image/avif", "webp": "image/webp"}


@register.simple_tag
def site_words() -> SiteWords:
    """The site's words and addresses, read once for a request."""
    return SiteWords.current()


@register.simple_tag
def site_footer() -> SafeString:
    """What stands below every page, the same for all."""
    return remembered(
        lambda: render_to_string("components/footer.html", {"words": SiteWords.current()}), "footer"
    )


@register.simple_tag
def article_card(card: Card, level: str = "h3") -> SafeString:
    """A public article's card, drawn once for all the pages that list it."""
    return _card("components/card.html", card, card.article, level)


@register.simple_tag
def show_card(card: ShowCard, level: str = "h3") -> SafeString:
    """The same of a public show."""
    return _card("components/show_card.html", card, card.show, level)


def _card(template_name: str, card: Any, page: Page, level: str) -> SafeString:
    def draw() -> SafeString:
        return render_to_string(template_name, {"card": card, "level": level})

    return remembered(draw, template_name, page.pk, level)


@register.filter
def typographic(headline: str) -> str:
    """A headline as it is set: curly apostrophes, and no number torn from its word."""
    curled = re.sub(r"(?<=\w)'(?=\w)", "’", headline)
    return re.sub(r"\b(Season|Episode|Part) (?=\d)", "\\1\N{NO-BREAK SPACE}", curled)


@register.filter
def words(text: str) -> list[str]:
    """A text's words, for a template that goes through a few names."""
    return text.split()


@register.filter
def path_of(page: Page) -> str:
    """A page's path on the site, for pages of any kind."""
    return addresses.path_of(page)


@register.filter
def full_address(path: str) -> str:
    """The canonical full address of a path."""
    return canonical(path)


@cache
def _icon_source(name: str) -> str:
    """An icon's SVG. Raises FileNotFoundError for a name that is none of ours."""
    found = finders.find(f"brand/icons/{name}.svg")
    if not isinstance(found, str):
        raise FileNotFoundError(f"There is no icon named {name}.")
    return Path(found).read_text(encoding="utf-8").strip()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own icons, inline and hidden from the accessibility tree."""
    svg = _icon_source(name).replace("<svg", '<svg class="icon" aria-hidden="true"', 1)
    return mark_safe(svg)  # noqa: S308 - a file of ours


def _sources(picture: Picture, variant: str, sizes: str) -> SafeString:
    """The ``<source>`` elements of the renditions that were made, the best format first."""
    rows = []
    for crop in VARIANTS[variant].crops:
        for fmt, specs in crop.candidates():
            if srcset := _srcset(picture, specs):
                media = format_html(' media="{}"', crop.media) if crop.media else ""
                rows.append((MIME[fmt], media, srcset, sizes))
    return format_html_join("", '<source type="{}"{} srcset="{}" sizes="{}">', rows)


def _srcset(picture: Picture, specs: list[str]) -> str:
    found = [find_rendition(picture, spec) for spec in specs]
    return ", ".join(f"{r.url} {r.width}w" for r in found if r)


@register.simple_tag
def picture(
    image: Picture | None,
    variant: str,
    alt: str | None = None,
    *,
    first: bool = False,
    sizes: str = "",
) -> SafeString:
    """A responsive picture: AVIF, WebP and a fallback, always with width and height.

    ``first`` marks the picture that a reader sees first: it loads at once and with priority.
    Without renditions (a preview before publishing) the original file stands in.
    """
    if not image:
        return SafeString()
    fallback = find_rendition(image, VARIANTS[variant].fallback)
    shown: Any = fallback or image
    return format_html(
        '<picture>{}<img src="{}" alt="{}" width="{}" height="{}"{}></picture>',
        _sources(image, variant, sizes or VARIANTS[variant].sizes),
        fallback.url if fallback else image.file.url,
        image.description if alt is None else alt,
        shown.width,
        shown.height,
        FIRST if first else LATER,
    )


@register.simple_tag
def preload_picture(image: Picture | None, variant: str) -> SafeString:
    """``<link rel=preload>`` for the picture that a reader sees first, in its best format."""
    if not image:
        return SafeString()
    chosen = VARIANTS[variant]
    rows = []
    media = [crop.media for crop in chosen.crops if crop.media]
    for crop in chosen.crops:
        fmt, specs = crop.candidates()[0]
        query = crop.media or (f"not all and {media[0]}" if media else "")
        if srcset := _srcset(image, specs):
            rows.append((MIME[fmt], srcset, chosen.sizes, query))
    return format_html_join(
        "\n",
        '<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" media="{}"'
        ' fetchpriority="high">',
        rows,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture of a link preview: its full address, its size in pixels and its alt text."""

    url: str
    width: int
    height: int
    alt: str


@register.simple_tag
def share_picture(image: Picture | None, name: str) -> Preview:
    """A picture's 1200×675 rendition, or the card of the site by this ``name``.

    Cutting out does not enlarge: from a small picture comes a rendition that is too small.
    """
    found = find_rendition(image, SHARE_SPECS["16x9"]) if image else None
    if image is None or found is None or found.width < 1200 or found.height < 630:
        return Preview(canonical(static("brand/share.png")), 1200, 630, name)
    return Preview(canonical(found.url), found.width, found.height, image.description or name)
