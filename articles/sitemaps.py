"""Sitemaps: every public page, and the last two days for news search. Safe titles only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Page

from articles.addresses import canonical, path_of
from articles.legal_text import legal
from articles.listing import live_articles
from articles.models import Article, Character, Rendition, Show, SiteWords
from articles.pictures import SHARE_SPECS

PER_FILE = 5_000  # keys of pages, the deleted ones among them; the protocol's limit is 50,000
NEWS_DAYS = 2  # what news search accepts
NEWS_LIMIT = 1_000
XML = "application/xml; charset=utf-8"
NUMBER = re.compile(r"[1-9][0-9]{0,4}")  # of a part: one address for each, and none too many


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, or, where pages are many, an index of sitemaps (sitemaps.org, 0.9).

    A part has the pages of a range of keys, so none moves to another when one is deleted.
    """
    number = request.GET.get("p")
    if number is None:
        last = _pages().aggregate(last=Max("pk"))["last"] or 0
        numbers = [n for n in range(1, last // PER_FILE + 2) if _of_part(n).exists()]
        if len(numbers) > 1:
            parts = [canonical(f"/sitemap.xml?p={n}") for n in numbers]
            return _xml("articles/sitemap_index.xml", {"parts": parts})
        number = str(next(iter(numbers), 1))
    chosen = _part(number)
    entries = _entries(chosen)
    entries += _about_shows([page for page in chosen if page.show_id])
    return _xml("articles/sitemap.xml", {"entries": entries})


def _xml(template: str, context: dict[str, Any]) -> HttpResponse:
    """XML without the characters that it can't hold, should some be stored from earlier."""
    return HttpResponse(legal(render_to_string(template, context)), content_type=XML)


# A part is ten thousand pages: these columns of theirs, and no texts.
COLUMNS = {
    "updated": F("article__updated_at"), "picture": F("article__safe_hero"),
    "article_id": F("article__pk"), "show_id": F("show__pk"),
}  # fmt: skip
DATES = ("url_path", "first_published_at", "last_published_at", "latest_revision_created_at")


def _pages() -> Any:
    return Page.objects.live().filter(depth__gt=1).order_by("pk")


def _of_part(number: int) -> Any:
    return _pages().filter(pk__gte=(number - 1) * PER_FILE, pk__lt=number * PER_FILE)


def _part(number: str) -> list[Any]:
    """A part's pages. Raises Http404 for one that is not there."""
    if not NUMBER.fullmatch(number):
        raise Http404("There is no such sitemap.")
    chosen = list(_of_part(int(number)).annotate(**COLUMNS).only(*DATES))
    if not chosen and number != "1":
        raise Http404("There is no such sitemap.")
    return chosen


def _entries(pages: list[Any]) -> list[dict[str, Any]]:
    ids = {page.picture for page in pages if page.picture}
    found = Rendition.objects.filter(filter_spec=SHARE_SPECS["16x9"], image_id__in=ids)
    pictures = {rendition.image_id: canonical(rendition.url) for rendition in found}
    return [
        {
            "address": canonical(path_of(page)),
            "changed": _changed(page),
            "picture": pictures.get(page.picture, ""),
        }
        for page in pages
    ]


def _changed(page: Any) -> Any:
    """As ``Article.modified`` has it; another page changes with each publication."""
    if not page.article_id:
        return page.last_published_at
    first = page.first_published_at
    later = page.updated if page.updated and first and page.updated > first else None
    return later or first or page.latest_revision_created_at


def _about_shows(shows: list[Any]) -> list[dict[str, Any]]:
    """The pages about these shows that are safe to find: those without a place in the address."""
    among = Show.objects.filter(pk__in=[show.pk for show in shows])
    endings = Article.objects.live().filter(boundary__season__show=OuterRef("pk"))
    told = set(among.filter(Exists(endings)).values_list("pk", flat=True))
    people = Character.objects.filter(show=OuterRef("pk"))
    known = set(among.filter(Exists(people)).values_list("pk", flat=True))
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
