"""The archive's authors become bylines: those who are here already, or new pages."""

from __future__ import annotations

from collections.abc import Container, Iterable

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page

from articles.addresses import path_of
from articles.importing.addresses import TOO_LONG, base_of, of_author, too_long
from articles.importing.index import Index
from articles.importing.leading import Target, open_item, open_page
from articles.importing.records import Archive, ArchiveItem
from articles.importing.report import FAILED, NOTE, TAKEN, Report
from articles.importing.wxr import Fields
from articles.models import Author, AuthorIndex, FrontPage

LONGEST_NAME = 255


class People:
    """The authors by their logins. A key of 0 stands for one who is only planned."""

    def __init__(self, archive: Archive, index: Index, report: Report, *, only_try: bool) -> None:
        self.archive, self.index, self.report = archive, index, report
        self.only_try = only_try
        self.keys: dict[str, int] = {}
        self.planned: list[tuple[ArchiveItem, Target]] = []  # who would be public, and where
        self._paths: dict[str, str] = {}  # of those who are planned, by their names; empty: drafts
        self._ids: set[int] = set()  # of those of this run
        self._slugs: set[str] = set()
        self._strangers: set[str] = set()

    def bring(self, rows: Iterable[Fields], published: set[str]) -> None:
        """Find or make everybody. Those who have published are public here too, others drafts."""
        for row in rows:
            login = row.get("author_login", "").strip()
            name = (row.get("author_display_name") or login).strip()
            name = self.report.kept("name", name, LONGEST_NAME)
            stored = row.get("author_id", "").strip()
            old_id = int(stored) if stored.isdecimal() and len(stored) <= 12 else 0
            lacks = "id" if not old_id else "" if login else "login"
            if lacks or old_id in self._ids:
                words = f"has no {lacks}." if lacks else "has another author’s id."
                self.report.line(FAILED, name or "An author", f"The author {words}")
                continue
            self.report.count("authors")
            known = self._known(old_id)
            if known is None:
                self._bring(old_id, login, name, was_public=login in published)
            else:
                self.keys[login] = known
            self._ids.add(old_id)

    def key_of(self, login: str) -> int | None:
        """The author of that login; of one whom the export does not have, it is said once."""
        if login not in self.keys and login not in self._strangers:
            self._strangers.add(login)
            words = "wrote something, but is no author of the export: a byline is missing."
            self.report.line(NOTE, login or "Nobody", words)
        return self.keys.get(login)

    def _bring(self, old_id: int, login: str, name: str, *, was_public: bool) -> None:
        author = Author.objects.filter(title__iexact=name).first()
        is_here = author or name.casefold() in self._paths
        words = "is an author here already." if is_here else "becomes a new author."
        self.report.line(NOTE, name, words)
        item = ArchiveItem(
            archive=self.archive, kind="author", old_id=old_id, title=name,
            addresses=of_author(base_of(self.archive), old_id, login),
        )  # fmt: skip
        if too_long(item.addresses):
            self.report.line(TAKEN, name, TOO_LONG)
        if self.only_try:
            self.keys[login] = author.pk if author else 0
            self._plan(item, author, was_public=was_public)
            return
        author = author or self._make(name, live=was_public)
        self.keys[login] = author.pk
        item.page = author
        item.save()
        if author.live:
            open_page(author)

    def _plan(self, item: ArchiveItem, author: Author | None, *, was_public: bool) -> None:
        """Foresee where an author's addresses will lead."""
        if author is None:
            to: Target = self._path(item.title, was_public=was_public)
        else:
            to = author if author.live else ""
        if to:
            self.planned.append((item, to))
            open_item(item, to, self.index)

    def _path(self, name: str, *, was_public: bool) -> str:
        """Where an author will be who is only planned; nowhere, unless public."""
        key = name.casefold()
        if key not in self._paths:
            index = AuthorIndex.objects.first()
            slug = _free_slug(name, index, self._slugs)
            self._slugs.add(slug)
            folder = path_of(index) if index else "/authors/"
            self._paths[key] = f"{folder}{slug}/" if was_public else ""
        return self._paths[key]

    def _known(self, old_id: int) -> int | None:
        """The key of an author who came along in an earlier run."""
        if self.archive.pk is None:
            return None
        item = self.archive.items.filter(kind="author", old_id=old_id).first()
        return (item.page_id or 0) if item else None

    def _make(self, name: str, *, live: bool) -> Author:
        index = AuthorIndex.objects.first()
        if index is None:
            front = FrontPage.objects.first()
            assert front is not None  # noqa: S101 - the run has looked
            index = front.add_child(
                instance=AuthorIndex(title="Authors", slug=slug_of_index(front))
            )
        slug = _free_slug(name, index)
        author: Author = index.add_child(instance=Author(title=name, slug=slug, live=False))
        revision = author.save_revision()
        if live:
            revision.publish()
            author.refresh_from_db()
        return author


def slug_of_index(front: Page) -> str:
    """The slug of the list of authors, where there is none yet."""
    return _free_slug("authors", front)


def _free_slug(name: str, parent: Page | None, planned: Container[str] = ()) -> str:
    """The slug of a name, with a number where something has it already."""
    base = slugify(string_to_ascii(name))[:200] or "author"
    slug, number = base, 2
    while slug in planned or (parent and parent.get_children().filter(slug=slug).exists()):
        slug, number = f"{base}-{number}", number + 1
    return slug
