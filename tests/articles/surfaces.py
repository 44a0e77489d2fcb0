"""Every public address there is: what a test walks to say something about all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from articles.models import Article, Episode, Show

FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"]
SPOILING = "/feeds/full-text-with-spoilers.xml"
SITEMAPS = ["/sitemap.xml", "/news-sitemap.xml"]
SEARCH = ["/search/", "/search/?q=ending", "/search/suggest.json?q=en"]
REST = ["/robots.txt", "/manifest.webmanifest"]


def page_addresses() -> list[str]:
    """Every live page."""
    pages = Page.objects.live().filter(depth__gt=1).specific().order_by("path")
    return [page.url for page in pages]


def show_feeds() -> list[str]:
    """The feeds of every show."""
    slugs = Show.objects.live().values_list("slug", flat=True)
    return [f"/feeds/{slug}/{kind}.xml" for slug in slugs for kind in ("rss", "atom")]


def show_pages() -> list[str]:
    """The pages about every show, safe and as of its last season."""
    ends = Episode.objects.filter(season__show__live=True).order_by("season__number")
    last = {episode.season.show.url: episode.season.number for episode in ends}
    return [
        f"{show}{page}{query}"
        for show, season in last.items()
        for page in ("catch-up/", "who/", "who.json")
        for query in ("", f"?through=s{season}")
    ]


def passage_addresses() -> Iterator[str]:
    """The page of every veiled passage."""
    for article in Article.objects.live():
        for block in article.body:
            if block.block_type == "passage":
                yield f"{article.url}passage/{block.id}/"


def every_address() -> list[str]:
    """Everything that a visitor can get."""
    return [
        *page_addresses(), *passage_addresses(), *show_pages(), *FEEDS, SPOILING,
        *show_feeds(), *SEARCH, *SITEMAPS, *REST, "/nowhere/",
    ]  # fmt: skip


def text_of(client: Client, address: str) -> str:
    """The body at an address."""
    return bytes(client.get(address).content).decode()


def soup_of(client: Client, address: str) -> BeautifulSoup:
    """The page at an address, as a browser would take it apart."""
    return BeautifulSoup(text_of(client, address), "html5lib")


def xml_of(client: Client, address: str) -> ET.Element:
    """The XML at an address. Raises ParseError when it is not well-formed."""
    return ET.fromstring(client.get(address).content)


def strictly(html: str) -> Any:
    """Parse HTML as strictly as html5lib can. Raises ParseError."""
    return html5lib.HTMLParser(strict=True).parse(html)
