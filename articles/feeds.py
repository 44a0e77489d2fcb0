"""Feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the safe form of every article.

The full text is in a feed of its own, whose name and first line say that it spoils.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from articles.addresses import canonical
from articles.earlier_slugs import NoSuchShow
from articles.full_text import full_text
from articles.legal_text import legal
from articles.listing import articles_of, live_articles
from articles.models import Article, Show, SiteWords
from articles.pictures import SHARE_SPECS, Made, find_rendition, load_renditions

LENGTH = 30  # articles in a feed
SPOILING_LENGTH = 10
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def _size(rendition: Made) -> int:
    """The file's size in bytes; 0 when the file is gone, as RSS asks for a number."""
    try:
        return rendition.size
    except OSError:
        return 0


class JsonFeed(SyndicationFeed):
    """Writes JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as JSON."""
        feed = self.feed
        data = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": "en",
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(data, ensure_ascii=False).encode(encoding))

    @staticmethod
    def _item(item: dict[str, Any]) -> dict[str, Any]:
        data = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_text": item["description"],
        }
        for name, moment in (("published", item["pubdate"]), ("modified", item["updateddate"])):
            if moment:
                data[f"date_{name}"] = moment.isoformat()
        if item["enclosures"]:
            data["image"] = item["enclosures"][0].url
        return data


class SafeFeed(Feed[Article, Any]):
    """What every feed has in common: the safe title, dek, picture and link of an article."""

    feed_type: Any = Rss201rev2Feed
    language = "en"
    length = LENGTH
    name = ""

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        """The feed, without the characters that it can't hold, should some be stored."""
        feed = super().get_feed(obj, request)
        feed.feed, feed.items = legal(feed.feed), legal(feed.items)
        return feed

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Show | None:
        """The site has no object; a show's feed has its show."""
        return None

    def title(self, obj: Show | None) -> str:
        """The feed's name."""
        words = SiteWords.current()
        return f"{words.name}: {obj.title}" if obj else words.name

    def author_name(self, obj: Show | None) -> str:
        """Who speaks: the publication (Atom asks for an author, RFC 4287, 4.1.1)."""
        return str(SiteWords.current().name)

    def description(self, obj: Show | None) -> str:
        """What the feed brings."""
        about = f"Endings of {obj.title}, explained." if obj else SiteWords.current().description
        return f"{about} Titles and summaries give nothing away."

    def link(self, obj: Show | None) -> str:
        """The page that the feed belongs to."""
        return canonical(obj.address if obj else "/")

    def feed_url(self, obj: Show | None) -> str:
        """The feed's own canonical address."""
        kwargs = {"slug": obj.slug} if obj else {}
        return canonical(reverse(f"feeds:{self.name}", kwargs=kwargs))

    def items(self, obj: Show | None) -> Sequence[Article]:
        """The newest articles."""
        found = articles_of(obj) if obj is not None else live_articles()
        articles = list(found[: self.length])
        load_renditions(*(article.safe_hero for article in articles))
        return articles

    def item_title(self, item: Any) -> str:
        """The safe headline."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """The safe dek."""
        return escape(item.safe_dek)

    def item_link(self, item: Article) -> str:
        """The article's canonical address."""
        return canonical(item.address)

    def item_pubdate(self, item: Article) -> Any:
        """When it was first published, if that is known."""
        return item.first_published_at

    def item_updateddate(self, item: Article) -> Any:
        """When it last said something new, if that is known."""
        return item.updated or item.first_published_at

    def item_enclosures(self, item: Article) -> list[Enclosure]:
        """The safe picture."""
        picture = item.safe_hero
        found = find_rendition(picture, SHARE_SPECS["16x9"]) if picture else None
        if found is None:
            return []
        return [Enclosure(canonical(found.url), str(_size(found)), "image/jpeg")]


class SiteRss(SafeFeed):
    """The site as RSS."""

    name = "rss"


class SiteAtom(SafeFeed):
    """The site as Atom."""

    name = "atom"
    feed_type = Atom1Feed

    def subtitle(self, obj: Show | None) -> str:
        """Atom's name for the description."""
        return self.description(obj)

    def item_updateddate(self, item: Article) -> Any:
        """Atom asks for a date (RFC 4287, 4.1.2), so what has none at all is as old as can be."""
        return super().item_updateddate(item) or UNDATED


class SiteJson(SafeFeed):
    """The site as JSON Feed."""

    name = "json"
    feed_type = JsonFeed

    def item_description(self, item: Any) -> str:
        """The safe dek, as text."""
        return str(item.safe_dek)


class FeedOfAShow(SafeFeed):
    """What a show's feeds have in common: the show, and its articles alone."""

    def get_object(self, request: HttpRequest, **kwargs: Any) -> Show:
        """The show with this slug. Raises NoSuchShow."""
        show: Show | None = Show.objects.live().filter(slug=kwargs["slug"]).first()
        if show is None:
            raise NoSuchShow
        return show


class ShowRss(FeedOfAShow, SiteRss):
    """A show as RSS."""

    name = "show-rss"


class ShowAtom(FeedOfAShow, SiteAtom):
    """A show as Atom."""

    name = "show-atom"


class SpoilingRss(SafeFeed):
    """The full text, for those who want it all in their reader. Its name says that it spoils."""

    name = "spoiling"
    length = SPOILING_LENGTH

    def title(self, obj: Show | None) -> str:
        """A name that warns."""
        return f"SPOILERS: {super().title(obj)}, full text"

    def author_name(self, obj: Show | None) -> str:
        """Who speaks: the publication (Atom asks for an author, RFC 4287, 4.1.1)."""
        return str(SiteWords.current().name)

    def description(self, obj: Show | None) -> str:
        """A first line that warns."""
        return "This feed gives away endings: it carries the full text of every article."

    def items(self, obj: Show | None) -> Sequence[Article]:
        """The newest articles with their bodies."""
        articles = list(live_articles().defer(None).prefetch_related("fates")[: self.length])
        load_renditions(*(article.safe_hero for article in articles))
        return articles

    def item_description(self, item: Any) -> str:
        """The full text, after a line that says how far it spoils."""
        return full_text(item)
