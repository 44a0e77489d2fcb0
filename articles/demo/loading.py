"""Loading the demonstration: once, whole or not at all, and never over somebody's edit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from articles.demo import files, making
from articles.demo.bodies import stored_body
from articles.models import (
    Article,
    AuthorIndex,
    Character,
    Episode,
    FrontPage,
    Picture,
    RelatedArticle,
    Show,
    ShowIndex,
    SiteWords,
    StandardPage,
)  # fmt: skip
from articles.shield import Position


@contextmanager
def whole_or_nothing() -> Iterator[None]:
    """One transaction; if it fails, the files that were written meanwhile are taken away.

    Watches the storage itself, since renditions are inserted in bulk without signals.
    """
    storage: Any = Picture._meta.get_field("file").storage
    save = storage.save
    written: list[str] = []

    def noting_save(name: str, content: Any, max_length: int | None = None) -> str:
        kept: str = save(name, content, max_length=max_length)
        written.append(kept)
        return kept

    storage.save = noting_save
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for name in written:
            storage.delete(name)
        raise
    finally:
        storage.save = save


def load() -> int:
    """Load the demonstration into an empty site; return how many pages are new.

    A site that has a front page is somebody's, and is left exactly as it is. Either all of the
    demonstration is loaded or, when anything fails, nothing, and no file stays behind.
    """
    if FrontPage.objects.exists():
        follow_the_address()
        return 0
    with whole_or_nothing():
        return _Loading().run()


def follow_the_address() -> None:
    """Let the site be found where it is served now: on this machine the port may change.

    A site that has a real address keeps what its operator wrote.
    """
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True, hostname=address.hostname).first()
    if settings.IS_LOCAL and site and address.port and site.port != address.port:
        site.port = address.port
        site.save()


class _Loading:
    """One load: remembers the pictures by name while pages are made."""

    def __init__(self) -> None:
        self.tables = files.pictures()
        self.words = files.read(files.CONTENT / "site.toml")
        self.pictures: dict[str, Picture] = {}
        self.count = 0

    def run(self) -> int:
        """Load everything; return the number of pages."""
        for name, table in self.tables.items():
            self.pictures[name] = making.picture(table)
            self.pictures[name].save()
        front = self._front_page()
        self._plain_pages(front)
        for table in files.shows():
            self._characters(self._add(front, making.show(table, self.pictures)), table)
        self._picture_boundaries()
        self._articles()
        self._arrange(front)
        return self.count

    def _add(self, parent: Page, page: Any) -> Any:
        """Publish a page under its parent, first published when its table says."""
        first_published = page.first_published_at
        page.live = False
        parent.add_child(instance=page)
        page.save_revision(clean=False).publish()
        page.refresh_from_db()
        if first_published:
            Page.objects.filter(pk=page.pk).update(first_published_at=first_published)
        self.count += 1
        return page

    def _front_page(self) -> FrontPage:
        root = Page.get_first_root_node()
        front: FrontPage = self._add(root, FrontPage(title="fanmankind", slug="front"))
        address = urlsplit(settings.SITE_URL)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": address.hostname,
                "port": address.port or (443 if settings.IS_HTTPS else 80),
                "root_page": front,
                "site_name": "fanmankind",
            },
        )
        # Wagtail's own welcome page has done its work.
        for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore"):
            page.delete()
        front.refresh_from_db()
        return front

    def _plain_pages(self, front: FrontPage) -> None:
        self._add(front, ShowIndex(title="All shows", slug="shows"))
        index = self._add(front, AuthorIndex(title="Authors", slug="authors"))
        for slug, table in files.read(files.CONTENT / "authors.toml").items():
            self._add(index, making.author(slug, table, self.pictures))
        for table in self.words["pages"]:
            body = stored_body(table["body"], table["slug"], self._picture_id, lambda _: 0)
            page = StandardPage(
                title=table["title"], slug=table["slug"], intro=table["intro"], body=body,
                search_description=table["intro"],
            )  # fmt: skip
            self._add(front, page)

    def _picture_id(self, name: str) -> int:
        return int(self.pictures[name].pk)

    def _picture_boundaries(self) -> None:
        """Pictures come before episodes, so their boundaries come after both."""
        for name, table in self.tables.items():
            if table["boundary"]:
                picture = self.pictures[name]
                picture.boundary_id = _episode(table["show"], table["boundary"])
                picture.save(update_fields=["boundary"])

    def _characters(self, show: Show, table: files.Table) -> None:
        """Characters come after the episodes in which they first appear."""
        find = partial(_episode, show.slug)
        show.characters.add(*(making.character(each, find) for each in table["characters"]))
        show.save_revision(clean=False).publish()

    def _articles(self) -> None:
        made: dict[str, tuple[Article, list[str]]] = {}
        for slug in [table["slug"] for table in files.shows()]:
            show = Show.objects.get(slug=slug)
            find = partial(_episode, slug)
            who = partial(_character, show)
            for table in files.articles(slug):
                where = f"{slug}/{table['slug']}"
                article = making.article(table, where, self.pictures, find, who)
                made[where] = (self._add(show, article), table["related"])
        for article, addresses in made.values():
            article.related.add(*(RelatedArticle(to=made[where][0]) for where in addresses))
            article.save_revision(clean=False).publish()

    def _arrange(self, front: FrontPage) -> None:
        """The site's words, and the front page as an editor would lay it out."""
        words = SiteWords.load()
        for name in ("tagline", "description", "affiliate_disclosure"):
            setattr(words, name, self.words[name])
        words.affiliate_policy = Page.objects.get(slug="affiliate-policy")
        keys = dict(Page.objects.filter(depth=3).values_list("slug", "pk"))
        words.menu_pages = [
            {"type": "page", "value": {"page": keys[slug], "label": label}}
            for slug, label in (("shows", "Shows"), ("about", "About"))
        ]
        plain = [page["slug"] for page in self.words["pages"]]
        words.footer_pages = [
            {"type": "page", "value": keys[slug]} for slug in ("shows", "authors", *plain)
        ]
        words.save()
        show = Show.objects.get(slug="for-all-mankind")
        front.search_description = self.words["description"]
        front.featured = Article.objects.child_of(show).get(slug="season-4-ending-explained")
        front.rows = [
            {"type": "latest", "value": {"title": "Latest", "count": 3}},
            {"type": "show", "value": {"show": show.pk}},
            {"type": "shows", "value": {"title": "Shows", "count": 3}},
        ]
        front.save_revision().publish()


def _character(show: Show, name: str) -> int:
    """The key of the character with this name. Raises Character.DoesNotExist."""
    return int(Character.objects.get(show=show, name=name).pk)


def _episode(show_slug: str, label: str) -> int:
    """The key of the episode at ``S4E10`` of a show. Raises Episode.DoesNotExist."""
    position = Position.parse(label)
    episode = Episode.objects.get(
        season__show__slug=show_slug, season__number=position.season, number=position.episode
    )
    return int(episode.pk)
