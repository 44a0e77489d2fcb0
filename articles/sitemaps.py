"""Sitemaps: every public page, and the last two days for news search. Safe titles only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from articles.addresses import canonical, path_of
from articles.legal_text import legal
from articles.listing import live_articles
from articles.models import Article, Character, Rendition, Show, SiteWords
from articles.pictures import SHARE_SPECS

PER_FILE = 10_000  # the protocol's limit is 50,000
NEWS_DAYS = 2  # what news search accepts
NEWS_LIMIT = 1_000
XML = "application/xml; charset=utf-8"
NUMBER = re.compile(r"[1-9][0-9]{0,4}")  # of a part: one address for each, and none too many


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, or, past 10,000 pages, an index of sitemaps (sitemaps.org, 0.9)."""
    pages = _pages()
    number = request.GET.get("p")
    total = pages.count()
    if number is None and total > PER_FILE:
        parts = [canonical(f"/sitemap.xml?p={n + 1}") for n in range(-(-total // PER_FILE))]
        return _xml("articles/sitemap_index.xml", {"parts": parts})
    chosen = _slice(pages, number or "1")
    entries = [_entry(page) for page in chosen]
    entries += _about_shows([page for page in chosen if isinstance(page, Show)])
    return _xml("articles/sitemap.xml", {"entries": entries})


def _xml(template: str, context: dict[str, Any]) -> HttpResponse:
    """XML without the characters that it can't hold, should some be stored from earlier."""
    return HttpResponse(legal(render_to_string(template, context)), content_type=XML)


def _pages() -> Any:
    return Page.objects.live().filter(depth__gt=1).order_by("pk")


def _slice(pages: Any, number: str) -> list[Any]:
    if not NUMBER.fullmatch(number):
        raise Http404("There is no such sitemap.")
    start = (int(number) - 1) * PER_FILE
    chosen = list(pages[start : start + PER_FILE].specific())
    if not chosen and start:
        raise Http404("There is no such sitemap.")
    pictures = [p.safe_hero_id for p in chosen if isinstance(p, Article)]
    found = Rendition.objects.filter(image_id__in=pictures, filter_spec=SHARE_SPECS["16x9"])
    by_picture = {rendition.image_id: rendition for rendition in found}
    for page in chosen:
        page.sitemap_picture = by_picture.get(getattr(page, "safe_hero_id", None))
    return chosen


def _entry(page: Any) -> dict[str, Any]:
    changed = page.modified if isinstance(page, Article) else page.last_published_at
    picture = page.sitemap_picture
    return {
        "address": canonical(path_of(page)),
        "changed": changed,
        "picture": canonical(picture.url) if picture else "",
    }


def _about_shows(shows: list[Show]) -> list[dict[str, Any]]:
    """The pages about these shows that are safe to find: those without a place in the address."""
    endings = Article.objects.live().filter(boundary__season__show__in=shows)
    told = set(endings.values_list("boundary__season__show_id", flat=True))
    known = set(Character.objects.filter(show__in=shows).values_list("show_id", flat=True))
    return [
        {"address": canonical(f"{path_of(show)}{page}/"), "changed": None, "picture": ""}
        for page, having in (("catch-up", told), ("who", known))
        for show in shows
        if show.pk in having
    ]


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Articles of the last two days, as news search asks for them."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    articles = live_articles().filter(first_published_at__gte=since)[:NEWS_LIMIT]
    entries = [{"address": canonical(article.address), "article": article} for article in articles]
    context = {"entries": entries, "publication": SiteWords.current().name}
    return _xml("articles/news_sitemap.xml", context)
