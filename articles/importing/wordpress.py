"""Bringing along a WordPress export: look through it, then its people, pictures and texts.

The file is read twice as a stream. The first reading proves that it is whole, so nothing is ever
written from a broken file, and notes what has which address. Every item is then brought along in a
transaction of its own: whoever interrupts and begins again goes on after the last one.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.models import Page

from articles.importing import addresses, following
from articles.importing.dates import Zone
from articles.importing.files import Files
from articles.importing.index import Attachment, Index, host_of_url, path_of_url
from articles.importing.links import mended
from articles.importing.people import People
from articles.importing.pictures import Source
from articles.importing.plans import Planner, free_slug
from articles.importing.records import Archive, ArchiveItem
from articles.importing.report import FAILED, NOTE, TAKEN, Report
from articles.importing.terms import Terms
from articles.importing.writing import holding_show, make_holding_show, write
from articles.importing.wxr import Export, Fields, Item, NotAnExport, Row
from articles.models import FrontPage
from articles.prose import plain_text

log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]  # the step, how much is done, of how much
TEXTS = {"post", "page"}
STOOD = {"publish": "that were public", "protected": "that had a password",
         "private": "that were private", "pending": "that waited for review",
         "draft": "that were drafts", "future": "that were scheduled"}  # fmt: skip
LEFT_OUT = {"trash": "in the bin, left out", "auto-draft": "never begun, left out",
            "inherit": "older versions, left out"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is brought along."""

    only_try: bool = False
    media: Path | None = None
    hosts: Collection[str] = ()
    zone: str = ""


class Import:
    """One run over one export."""

    def __init__(
        self, path: Path, options: Options, report: Report, progress: Progress = lambda *_: None
    ) -> None:
        self.export, self.options = Export(path), options
        self.report, self.progress = report, progress
        self.zone = Zone(options.zone)
        self.authors: list[Fields] = []
        self.published: set[str] = set()
        self.rows: list[Row] = []
        self.front: FrontPage | None = None

    def run(self) -> None:
        """Bring everything along, or only plan it. Raises NotAnExport before it writes anything."""
        self.front = FrontPage.objects.first()
        if self.front is None:
            raise NotAnExport("The site has no front page yet, under which things could go.")
        _map_nothing()
        with Index() as self.index:
            self._look_through()
            self._prepare()
            total = self.index.count("files")
            self.files.bring_all(lambda done: self.progress("Pictures", done, total))
            self._texts()
            if not self.options.only_try:
                following.settle_links(
                    self.archive, lambda done, total: self.progress("Links", done, total)
                )
            self._open()

    # --- first reading -------------------------------------------------------------------------
    def _look_through(self) -> None:
        for thing in self.export.read():
            if isinstance(thing, Row):
                (self.authors if thing.kind == "author" else self.rows).append(
                    thing.fields if thing.kind == "author" else thing  # type: ignore[arg-type]
                )
            else:
                self._note(thing)
            self.progress("Looking through", self.export.position, self.export.size)
        repairs = self.export.repairs
        if repairs.controls:
            self.report.line(
                NOTE, "The file", f"{repairs.controls} characters that XML has not were dropped."
            )
        if repairs.undecodable:
            self.report.line(
                NOTE, "The file", f"{repairs.undecodable} bytes were no text; each is a � now."
            )

    def _note(self, item: Item) -> None:
        if not item.post_id.isdecimal() or len(item.post_id) > 12:
            return
        old_id, kind = int(item.post_id), item.post_type
        self.zone.learn(item.post_date, item.post_date_gmt)
        is_public = item.status == "publish"
        if kind == "attachment" or (kind in TEXTS and item.status not in LEFT_OUT):
            self.index.add_item(old_id, kind, item.link, public=is_public)
        if kind == "wp_block":
            self.index.add_body(old_id, item.content)
        if is_public and kind == "post":
            self.published.add(item.creator)
        if kind == "attachment":
            parent = int(item.post_parent) if item.post_parent.isdecimal() else 0
            url = item.attachment_url or item.guid
            alt = item.meta.get("_wp_attachment_image_alt", "")[:500]
            words = (item.title[:300], alt, item.excerpt[:2000])
            title, alt, caption = (mended(each, url[:200], self.report) for each in words)
            self.index.add_file(
                Attachment(
                    old_id, url[:2000], path_of_url(url), item.link, title, alt, caption,
                    parent or None,
                )
            )  # fmt: skip

    # --- what everything else needs --------------------------------------------------------------
    def _prepare(self) -> None:
        channel = self.export.channel
        address = (channel.base_blog_url or channel.link or "https://unknown.invalid")[:300]
        title = mended(plain_text(channel.title)[:200], "The archive’s title", self.report)
        self.archive = _known(address) or Archive(address=address, title=title)
        if self.archive.pk is None and not self.options.only_try:
            self.archive.save()
        only_try = self.options.only_try
        self.terms = Terms(self.archive, only_try=only_try)
        for row in self.rows:
            self._term(row)
        with transaction.atomic():
            self.terms.save(self.report)
        self.people = People(self.archive, self.report, only_try=only_try)
        for fields in self.authors:
            name = fields.get("author_display_name", "")
            name = mended(html.unescape(name), "An author", self.report)
            fields["author_display_name"] = name
        with transaction.atomic():
            self.people.bring(self.authors, self.published)
        source = Source(self.options.media, self.options.hosts)
        self.files = Files(self.archive, self.index, source, self.report, only_try=only_try)
        self.planner = Planner(address, self.terms, self.people, self.files, self.zone, self.report)
        self.known: set[int] = set()
        if self.archive.pk:
            texts = self.archive.items.filter(kind__in=TEXTS)
            self.known.update(texts.values_list("old_id", flat=True))

    def _term(self, row: Row) -> None:
        fields = row.fields
        old_id = int(fields["term_id"]) if fields.get("term_id", "").isdecimal() else None
        if row.kind == "category":
            name = mended(fields.get("cat_name", ""), "A category", self.report)
            slug = fields.get("category_nicename", "")
            self.terms.add("category", slug, name, fields.get("category_parent", ""), old_id)
        elif row.kind == "tag":
            name = mended(fields.get("tag_name", ""), "A tag", self.report)
            self.terms.add("tag", fields.get("tag_slug", ""), name, "", old_id)

    # --- second reading --------------------------------------------------------------------------
    def _texts(self) -> None:
        for thing in self.export.read():
            if isinstance(thing, Item):
                self._item(thing)
            self.progress("Texts", self.export.position, self.export.size)

    def _item(self, item: Item) -> None:
        kind = item.post_type
        about = plain_text(item.title)[:200] or f"{kind or 'item'} {item.post_id[:12]}"
        if item.too_large:
            self.report.line(FAILED, about, "It is larger than an article can be.")
        elif kind == "attachment":
            return
        elif kind == "wp_block":
            self.report.count("reusable blocks, put where they were used")
        elif kind not in TEXTS:
            self.report.count(f"of the type “{kind[:40]}”, left out")
        elif item.status in LEFT_OUT:
            self.report.count(f"{kind}s {LEFT_OUT[item.status]}")
        elif not item.post_id.isdecimal() or len(item.post_id) > 12:
            self.report.line(FAILED, about, "It has no id.")
        elif int(item.post_id) in self.known:
            self.report.count(f"{kind}s that were here already")
        else:
            self._bring(item, about)

    def _bring(self, item: Item, about: str) -> None:
        try:
            plan = self.planner.plan(item)
            is_post = plan.kind == "post"
            parent: Page | None = (plan.show or holding_show()) if is_post else self.front
            if is_post and plan.show is None:
                self.report.line(NOTE, about, "None of its categories is a show: to be sorted.")
            slug = free_slug(plan.slug, parent, self.index.take_slug)
            if plan.kind == "page" and slug != plan.slug:
                self.report.line(TAKEN, about, f"“{plan.slug}” is taken, so it is “{slug}” here.")
            if not self.options.only_try:
                with transaction.atomic():
                    assert self.front is not None  # noqa: S101 - run has looked
                    parent = parent or make_holding_show(self.front)
                    under = type(parent).objects.get(pk=parent.pk)
                    written = write(plan, self.archive, under, slug)
                self.known.add(written.old_id)
        except ValidationError as error:
            self.report.line(FAILED, about, f"It could not be stored. {_reasons(error)}")
        except Exception as error:
            log.exception("%s %s was not brought along.", item.post_type, item.post_id)
            self.report.line(FAILED, about, f"It could not be stored: {type(error).__name__}.")
        else:
            self.report.count(f"{plan.kind}s")
            self.report.count(f"{plan.kind}s {STOOD.get(plan.stood, 'of another state')} there")

    # --- the end ---------------------------------------------------------------------------------
    def _open(self) -> None:
        """Feeds and categories lead on at once; articles do when they are published."""
        only_try = self.options.only_try
        for old, new in addresses.of_feeds(addresses.base_of(self.archive)).items():
            self._taken(addresses.lead([old], new, only_try=only_try))
        for term in self.terms.known.values():
            self.progress("Old addresses", 0, 1)
            self._taken(addresses.open_term(term, only_try=only_try))
        if only_try:
            for to, planned in self.people.planned:
                self._taken(addresses.lead(planned, to, only_try=True))
            return
        pages = ArchiveItem.objects.filter(archive=self.archive, page__live=True)
        total = pages.count()
        public = pages.select_related("page").iterator(chunk_size=200)
        for number, item in enumerate(public, start=1):
            self.progress("Old addresses", number, total)
            self._taken(addresses.open_page(item.page))

    def _taken(self, old: Iterable[str]) -> None:
        for each in old:
            self.report.line(TAKEN, each, "leads elsewhere already.")


def _map_nothing() -> None:
    """Read SQLite's file rather than map it: what is mapped counts as this process's memory."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


def _known(address: str) -> Archive | None:
    """The archive of an address, whether it was called with http or https, with www or without."""
    wanted = (host_of_url(address), path_of_url(address))
    archives = Archive.objects.order_by("pk")
    same = (a for a in archives if (host_of_url(a.address), path_of_url(a.address)) == wanted)
    return next(same, None)


def _reasons(error: ValidationError) -> str:
    """What a field would not take, by the fields."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    fields = error.message_dict.items()
    return " ".join(f"{name.replace('_', ' ')}: {' '.join(words)}" for name, words in fields)
