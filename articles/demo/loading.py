"""Loading the demonstration: once, whole or not at all, and never over somebody's edit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Page, Site

from articles.demo import files
from articles.demo.bodies import stored_body, takeaways
from articles.demo.files import Table
from articles.models import (
    Article, Author, AuthorIndex, Byline, Episode, Fate, FrontPage, Picture, RecommendedVideo,
    RelatedArticle, Rendition, Season, Show, ShowIndex, SiteWords, StandardPage,
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


class DemoLoader:
    """Loads what is not there yet. A page, picture or setting that exists is left as it is."""

    def __init__(self) -> None:
        self.pictures: dict[str, Picture] = {}
        self.made: list[Page] = []

    def load(self) -> int:
        """Load everything; return how many pages are new. Nothing is kept when it fails."""
        with whole_or_nothing():
            tables = files.pictures()
            self._pictures(tables)
            front = self._front_page()
            words = files.read(files.CONTENT / "site.toml")
            self._standard_pages(front, words["pages"])
            self._authors(front)
            for table in files.shows():
                self._show(front, table)
            self._picture_boundaries(tables)
            self._articles()
            self._words(words)
        return len(self.made)

    # --- pictures -----------------------------------------------------------------------------
    def _pictures(self, tables: dict[str, Table]) -> None:
        for name, table in tables.items():
            found = Picture.objects.filter(title=table["title"]).order_by("pk").first()
            self.pictures[name] = found or self._picture(table)

    @staticmethod
    def _picture(table: Table) -> Picture:
        data = (files.PICTURES / table["file"]).read_bytes()
        x, y, width, height = table["focal"]
        picture = Picture(
            title=table["title"],
            file=ImageFile(BytesIO(data), name=table["file"]),
            description=table["alt"],
            credit=table["credit"],
            focal_point_x=x,
            focal_point_y=y,
            focal_point_width=width,
            focal_point_height=height,
        )
        picture.file_size = len(data)
        picture.save()
        return picture

    def _picture_boundaries(self, tables: dict[str, Table]) -> None:
        for name, table in tables.items():
            picture = self.pictures[name]
            if table["boundary"] and picture.boundary_id is None:
                picture.boundary_id = self._episode(table["show"], table["boundary"])
                picture.save(update_fields=["boundary"])

    def _picture_id(self, name: str) -> int:
        return int(self.pictures[name].pk)

    # --- pages --------------------------------------------------------------------------------
    def _add(self, parent: Page, page: Page) -> Any:
        """Publish a page under its parent, unless one of its slug is there."""
        existing = parent.get_children().filter(slug=page.slug).first()
        if existing is not None:
            return existing.specific
        first_published = page.first_published_at
        page.live = False
        parent.add_child(instance=page)
        revision = page.save_revision(clean=False)
        self.made.append(page)
        revision.publish()
        page.refresh_from_db()
        if first_published:
            Page.objects.filter(pk=page.pk).update(first_published_at=first_published)
        return page

    def _front_page(self) -> FrontPage:
        front = FrontPage.objects.first()
        if front is not None:
            return front
        root = Page.get_first_root_node()
        Page.objects.filter(depth=2, slug="home").exclude(
            content_type__app_label="articles"
        ).delete()  # Wagtail's welcome page
        root.refresh_from_db()
        page: FrontPage = self._add(root, FrontPage(title="fanmankind", slug="home"))
        host, _, port = settings.SITE_URL.partition("://")[2].partition(":")
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": host,
                "port": int(port or (443 if settings.IS_HTTPS else 80)),
                "root_page": page,
                "site_name": "fanmankind",
            },
        )
        self._add(page, ShowIndex(title="All shows", slug="shows"))
        return page

    def _standard_pages(self, front: FrontPage, tables: list[Table]) -> None:
        for table in tables:
            body = stored_body(table["body"], table["slug"], self._picture_id, lambda _: 0)
            page = StandardPage(
                title=table["title"], slug=table["slug"], intro=table["intro"], body=body,
                search_description=table["intro"],
            )  # fmt: skip
            self._add(front, page)

    def _authors(self, front: FrontPage) -> None:
        index = self._add(front, AuthorIndex(title="Authors", slug="authors"))
        for slug, table in files.read(files.CONTENT / "authors.toml").items():
            author = Author(
                title=table["name"], slug=slug, role=table["role"], is_organization=True,
                biography=table["biography"], portrait=self.pictures[table["portrait"]],
                search_description=table["biography"],
            )  # fmt: skip
            self._add(index, author)

    def _show(self, front: FrontPage, table: Table) -> None:
        show = Show(
            title=table["title"], slug=table["slug"], kind=table["kind"],
            network=table["network"], first_year=table["first_year"],
            last_year=table["last_year"] or None, synopsis=table["synopsis"],
            key_art=self.pictures[table["art"]], patch=self.pictures[table["patch"]],
            palette=table["palette"], search_description=table["synopsis"],
        )  # fmt: skip
        show.seasons.add(*(_season(season) for season in table["seasons"]))
        self._add(front, show)

    def _episode(self, show_slug: str, label: str) -> int:
        position = Position.parse(label)
        return int(
            Episode.objects.get(
                season__show__slug=show_slug,
                season__number=position.season,
                number=position.episode,
            ).pk
        )

    # --- articles -----------------------------------------------------------------------------
    def _articles(self) -> None:
        tables = {show["slug"]: files.articles(show["slug"]) for show in files.shows()}
        made: list[tuple[Article, Table]] = []
        for slug, articles in tables.items():
            show = Show.objects.get(slug=slug)
            for table in articles:
                if show.get_children().filter(slug=table["slug"]).exists():
                    continue
                made.append((self._add(show, self._article(slug, table)), table))
        for article, table in made:
            self._relate(article, table["related"])

    def _article(self, show: str, table: Table) -> Article:
        def episode(label: str) -> int:
            return self._episode(show, label)

        article = Article(
            slug=table["slug"], title=table["title"], kicker=table["kicker"],
            revealing_headline=table["revealing_headline"], safe_dek=table["safe_dek"],
            dek=table["dek"], end_mark=table["end_mark"],
            safe_hero=self.pictures[table["safe_hero"]], hero=self.pictures[table["hero"]],
            safe_hero_caption=table["safe_hero_caption"], hero_caption=table["hero_caption"],
            boundary_id=episode(table["boundary"]), sets_up=table["sets_up"].strip(),
            first_published_at=table["first_published"], updated_at=table["updated"],
            has_affiliate_links=table["affiliate"], takeaways=takeaways(table["takeaways"]),
            body=stored_body(
                table["body"], f"{show}/{table['slug']}", self._picture_id, episode
            ),
            search_description=table["safe_dek"],
        )  # fmt: skip
        article.bylines.add(
            *(Byline(author=Author.objects.get(slug=slug)) for slug in table["bylines"])
        )
        article.fates.add(*(_fate(fate, episode) for fate in table.get("fates", [])))
        article.videos.add(*(self._video(video) for video in table.get("videos", [])))
        return article

    def _video(self, table: Table) -> RecommendedVideo:
        return RecommendedVideo(
            title=table["title"], url=table["url"], poster=self.pictures[table["poster"]]
        )

    @staticmethod
    def _relate(article: Article, addresses: list[str]) -> None:
        """Related articles, once all of them are there."""
        for address in addresses:
            show, _, slug = address.partition("/")
            other = Article.objects.get(slug=slug, url_path__contains=f"/{show}/")
            article.related.add(RelatedArticle(to=other))
        article.save_revision(clean=False).publish()

    # --- the rest -----------------------------------------------------------------------------
    def _words(self, table: Table) -> None:
        """The site's words and the front page's arrangement, on the first load only."""
        front = FrontPage.objects.get()
        if front not in self.made:
            return
        words = SiteWords.load()
        for name in ("tagline", "description", "affiliate_disclosure"):
            setattr(words, name, table[name])
        words.affiliate_policy = Page.objects.get(slug="affiliate-policy")
        pages = [Page.objects.get(slug=page["slug"]) for page in table["pages"]]
        words.footer_pages = [{"type": "page", "value": page.pk} for page in pages]
        words.save()
        front.search_description = table["description"]
        front.featured = Article.objects.get(
            slug="season-4-ending-explained", url_path__contains="/for-all-mankind/"
        )
        show = Show.objects.get(slug="for-all-mankind")
        front.rows = [
            {"type": "latest", "value": {"title": "Latest", "count": 3}},
            {"type": "show", "value": {"show": show.pk, "count": 4}},
            {"type": "shows", "value": {"title": "Shows", "count": 6}},
        ]
        front.save_revision().publish()


def _season(table: Table) -> Season:
    season = Season(
        number=table["number"], title=table["title"], setting=table.get("setting", ""),
        safe_note=table.get("safe_note", ""), first_aired=table.get("first_aired"),
        last_aired=table.get("last_aired"), episode_count=len(table["episodes"]) or None,
    )  # fmt: skip
    season.episodes.add(
        *(
            Episode(number=e["number"], title=e["title"], aired=e.get("aired"))
            for e in table["episodes"]
        )
    )
    return season


def _fate(table: Table, episode: Any) -> Fate:
    return Fate(
        character=table["character"], actor=table.get("actor", ""), status=table["status"],
        line=table["line"], boundary_id=episode(table["boundary"]) if table.get("boundary") else None,
    )  # fmt: skip
