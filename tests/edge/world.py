"""Two shows with all that belongs to them, read through the page cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from articles import remembered
from articles.addresses import forget_site
from articles.models import RelatedArticle, ShowIndex, StandardPage
from fanmankind.edge import models
from tests.edge.cached_site import CachedSite
from tests.factories import make_article, make_author, make_front, make_show


def remember(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    """What pages share is remembered by edition, though a test is one transaction."""
    kept: dict[Any, Any] = {}
    monkeypatch.setattr(remembered, "_kept", kept)
    monkeypatch.setattr(remembered, "_now", lambda: tuple(sorted(models.editions().items())))
    return kept


def publish(article: Any) -> None:
    """As an editor does it."""
    article.save_revision().publish()


class World:
    """Two shows, of which an article of the second shows a card of one of the first."""

    def __init__(self, folder: Path) -> None:
        self.front = make_front()
        self.front.add_child(instance=ShowIndex(title="Shows", slug="shows"))
        self.about = self.front.add_child(
            instance=StandardPage(title="About", slug="about", body=[])
        )
        self.show, self.other, self.third = make_show("First"), make_show("Second"), make_show()
        self.author = make_author()
        self.article = make_article(self.show, author=self.author)
        self.sibling = make_article(self.show)
        self.near = self.article_about(self.article)
        self.far = make_article(self.third)
        self.draft = make_article(self.show, publish=False)
        forget_site()
        self.site = CachedSite(folder)
        self.read()

    def article_about(self, to: Any) -> Any:
        """An article of the other show with a card of this one."""
        article = make_article(self.other, publish=False)
        article.related.add(RelatedArticle(to=to))
        publish(article)
        return article

    @property
    def addresses(self) -> list[str]:
        """Where a reader may be."""
        pages = [self.front, self.about, self.show, self.other, self.third, self.article,
                 self.sibling, self.near, self.far, self.author]  # fmt: skip
        shows = [show.slug for show in (self.show, self.other)]
        return [
            *(page.address for page in pages),
            "/shows/", "/authors/", "/feeds/rss.xml", "/feeds/feed.json", "/sitemap.xml",
            "/search/?q=ending",
            *(f"/{slug}/{page}" for slug in shows for page in ("catch-up/?through=s2", "who/",
              "who.json", "guide.json", "seasons/1.json")),
            *(f"/feeds/{slug}/rss.xml" for slug in shows),
        ]  # fmt: skip

    def read(self) -> dict[str, bytes]:
        """Every page, as a reader is given it."""
        return {address: self.site.get(address).body for address in self.addresses}

    def old(self) -> list[str]:
        """The pages that are not what the site would say, had it nothing in its memory."""
        read = self.read()
        with pytest.MonkeyPatch.context() as forgetful:
            forgetful.setattr(remembered, "_now", lambda: None)
            return [a for a, body in read.items() if body != self.site.fresh(a)]
