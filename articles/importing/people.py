"""The archive's authors become bylines: those who are here already, or new pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from articles.importing import addresses
from articles.importing.records import Archive, ArchiveItem
from articles.importing.report import NOTE, Report
from articles.importing.wxr import Fields
from articles.models import Author, AuthorIndex, FrontPage


class People:
    """The authors by their logins. A key of 0 stands for one who is only planned."""

    def __init__(self, archive: Archive, report: Report, *, only_try: bool) -> None:
        self.archive, self.report, self.only_try = archive, report, only_try
        self.keys: dict[str, int] = {}
        self.planned: list[tuple[Author | str, list[str]]] = []  # whose addresses would lead on

    def bring(self, rows: Iterable[Fields], published: set[str]) -> None:
        """Find or make everybody. Those who have published are public here too, others drafts."""
        for row in rows:
            login = row.get("author_login", "").strip()
            name = (row.get("author_display_name") or login).strip()[:255]
            if not login or not name:
                continue
            self.report.count("authors")
            old_id = int(row["author_id"]) if row.get("author_id", "").isdecimal() else 0
            item = self._known(old_id)
            if item is not None:
                self.keys[login] = item.page_id or 0
                continue
            known = Author.objects.filter(title__iexact=name).first()
            self.report.line(
                NOTE, name, "is an author here already." if known else "becomes a new author."
            )
            base = addresses.base_of(self.archive)
            old = addresses.of_author(base, old_id, login)
            if self.only_try:
                self.keys[login] = known.pk if known else 0
                if known.live if known else login in published:
                    self.planned.append((known or "", old))
                continue
            author = known or self._make(name, live=login in published)
            self.keys[login] = author.pk
            ArchiveItem.objects.create(
                archive=self.archive, kind="author", old_id=old_id, title=name, page=author,
                addresses=old,
            )  # fmt: skip
            if author.live:
                addresses.open_page(author)

    def _known(self, old_id: int) -> ArchiveItem | None:
        if self.archive.pk is None:
            return None
        return self.archive.items.filter(kind="author", old_id=old_id).first()

    def _make(self, name: str, *, live: bool) -> Author:
        index = AuthorIndex.objects.first()
        if index is None:
            front = FrontPage.objects.first()
            assert front is not None  # noqa: S101 - the run has looked
            index = front.add_child(instance=AuthorIndex(title="Authors", slug="authors"))
        base = slugify(string_to_ascii(name))[:200] or "author"
        slug, number = base, 2
        while index.get_children().filter(slug=slug).exists():
            slug, number = f"{base}-{number}", number + 1
        author: Author = index.add_child(instance=Author(title=name, slug=slug, live=False))
        revision = author.save_revision()
        if live:
            revision.publish()
            author.refresh_from_db()
        return author
