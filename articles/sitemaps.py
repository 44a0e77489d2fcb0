"""Sitemaps: every public page, and the last two days for news search. Safe titles only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Page

from articles.addresses import canonical, path_of
from articles.listing import live_articles
from articles.models import Article, Rendition, SiteWords
from articles.pictures import SHARE_SPECS

PER_FILE = 10_000  # the protocol's limit is 50,000
NEWS_DAYS = 2  # what news search accepts
NEWS_LIMIT = 1_000
XML = "application/xml; charset=utf-8"


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, or, past 10,000 pages, an index of sitemaps (sitemaps.org, 0.9)."""
    pages = _pages()
    number = request.GET.get("p")
    total = pages.count()
    if number is None and total > PER_FILE:
        parts = [canonical(f"/sitemap.xml?p={n + 1}") for n in range(-(-total // PER_FILE))]
        return render(request, "articles/sitemap_index.xml", {"parts": parts}, content_type=XML)
    entries = [_entry(page) for page in _slice(pages, number or "1")]
    return render(request, "articles/sitemap.xml", {"entries": entries}, content_type=XML)


def _pages() -> Any:
    return Page.objects.live().filter(depth__gt=1).order_by("pk")


def _slice(pages: Any, number: str) -> list[Any]:
    if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) < 100_000):
        raise Http404("There is no such sitemap.")
    start = (int(number[:6]) - 1) * PER_FILE
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


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Articles of the last two days, as news search asks for them."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    articles = live_articles().filter(first_published_at__gte=since)[:NEWS_LIMIT]
    entries = [{"address": canonical(article.address), "article": article} for article in articles]
    context = {"entries": entries, "publication": SiteWords.current().name}
    return render(request, "articles/news_sitemap.xml", context, content_type=XML)
