"""Bringing along a WordPress export: look through it, then its people, pictures and texts.

The file is read twice as a stream. The first reading proves that it is whole, so nothing is ever
written from a broken file, and notes what has which address. Every item is then brought along in a
transaction of its own: whoever interrupts and begins again goes on after the last one.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.models import Page

from articles.addresses import path_of
from articles.importing import following
from articles.importing.addresses import base_of, of_feeds
from articles.importing.dates import Zone
from articles.importing.earlier import recall
from articles.importing.files import Files
from articles.importing.first_reading import LEFT_OUT, FirstReading, Progress
from articles.importing.index import TEXTS, Index, host_of_url, path_of_url
from articles.importing.leading import Target, editors_own, lead, open_item, open_page, open_term
from articles.importing.links import mended
from articles.importing.people import People, slug_of_index
from articles.importing.pictures import Source
from articles.importing.plans import Plan, Planner, free_slug
from articles.importing.records import Archive, ArchiveItem
from articles.importing.report import FAILED, NOTE, TAKEN, UNMAPPED, Report
from articles.importing.terms import TAXONOMIES, Terms
from articles.importing.writing import (
    HOLDING,
    check,
    holding_show,
    make_holding_show,
    make_page,
    may_be_public,
    write,
)
from articles.importing.wxr import Export, Item, NotAnExport, Row
from articles.models import AuthorIndex, FrontPage
from articles.prose import plain_text

log = logging.getLogger(__name__)
STOOD = {"publish": "that were public", "protected": "that had a password",
         "private": "that were private", "pending": "that waited for review",
         "draft": "that were drafts", "future": "that were scheduled"}  # fmt: skip

# Where a term's slug, name and parent are, by the element that it is in.
ROWS = {"category": ("category_nicename", "cat_name", "category_parent"),
        "tag": ("tag_slug", "tag_name", ""),
        "term": ("term_slug", "term_name", "term_parent")}  # fmt: skip


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
        self, file: IO[bytes], options: Options, report: Report,
        progress: Progress = lambda *_: None,
    ) -> None:  # fmt: skip
        self.export, self.options = Export(file), options
        self.report, self.progress = report, progress
        self.zone = Zone(options.zone)
        self.planned: list[tuple[ArchiveItem, Target]] = []  # pages that a try would make public

    def run(self) -> None:
        """Bring everything along, or only plan it. Raises NotAnExport before it writes anything."""
        front = FrontPage.objects.first()
        if front is None:
            raise NotAnExport("The site has no front page yet, under which things could go.")
        self.front = front
        _map_nothing()
        with Index() as self.index:
            self.first = FirstReading(self.export, self.index, self.zone, self.report)
            self.first.look_through(self.progress)
            self._prepare()
            total = self.index.count("files")
            self.files.bring_all(lambda done: self.progress("Pictures", done, total))
            recall(self.archive, self.index)
            self._texts()
            if not self.options.only_try:
                following.settle_links(
                    self.archive, lambda done, total: self.progress("Links", done, total)
                )
            self._open()

    # --- what everything else needs --------------------------------------------------------------
    def _prepare(self) -> None:
        channel = self.export.channel
        address = (channel.base_blog_url or channel.link or "https://unknown.invalid")[:300]
        title = mended(plain_text(channel.title), "The archive’s title", self.report)
        title = self.report.kept("title", title, 200, "The archive")
        self.archive = _known(address) or Archive(address=address, title=title)
        if self.archive.pk is None and not self.options.only_try:
            self.archive.save()
        only_try = self.options.only_try
        self.terms = Terms(self.archive, self.report, only_try=only_try)
        for row in self.first.rows:
            self._term(row)
        with transaction.atomic():
            self.terms.save()
        # What the run itself puts at the top of the site: no page may come before it.
        self.index.take_slug(self.front.pk, HOLDING)
        if self.first.authors and not AuthorIndex.objects.exists():
            self.index.take_slug(self.front.pk, slug_of_index(self.front))
        self.people = People(self.archive, self.index, self.report, only_try=only_try)
        for fields in self.first.authors:
            name = fields.get("author_display_name", "")
            name = mended(html.unescape(name), "An author", self.report)
            fields["author_display_name"] = name
        with transaction.atomic():
            self.people.bring(self.first.authors, self.first.published)
        source = Source(self.options.media, self.options.hosts)
        self.files = Files(self.archive, self.index, source, self.report, only_try=only_try)
        self.planner = Planner(
            self.archive, self.terms, self.people, self.files, self.zone, self.report
        )
        self.known: set[int] = set()
        if self.archive.pk:
            texts = self.archive.items.filter(kind__in=TEXTS)
            self.known.update(texts.values_list("old_id", flat=True))

    def _term(self, row: Row) -> None:
        """A category or tag is kept; a term of another taxonomy is left out, with its name."""
        slug_key, name_key, parent_key = ROWS[row.kind]
        slug, name = row.fields.get(slug_key, ""), row.fields.get(name_key, "")
        taxonomy = row.fields.get("term_taxonomy", "") or row.kind
        kind = TAXONOMIES.get(taxonomy, taxonomy)
        if kind not in TAXONOMIES.values():
            self.first.leave_out_term(taxonomy, slug, name)
            return
        stored = row.fields.get("term_id", "")
        old_id = int(stored) if stored.isdecimal() and len(stored) <= 12 else None
        name = mended(name, f"A {kind}", self.report)
        parent = row.fields.get(parent_key, "")
        is_new = self.terms.add(kind, slug, name, parent, old_id)
        words = plain_text(row.fields.get(f"{row.kind}_description", ""))
        if is_new and words:
            self.report.line(UNMAPPED, name, f"Its description has no place here: {words}")

    # --- second reading --------------------------------------------------------------------------
    def _texts(self) -> None:
        for thing in self.export.read():
            if isinstance(thing, Item):
                self._item(thing)
            self.progress("Texts", self.export.position, self.export.size)
        self.first.left_out.tell(self.report)

    def _item(self, item: Item) -> None:
        kind = item.post_type
        about = plain_text(item.title[:2000])[:200] or f"{kind or 'item'} {item.post_id[:12]}"
        if item.too_large:
            self.report.line(FAILED, about, "It is larger than an article can be.")
        elif kind == "wp_block":
            self._reusable(item, about)
        elif kind not in TEXTS | {"attachment"}:
            self.first.left_out.add(f"type “{kind[:40]}”", about)
        elif kind in TEXTS and item.status in LEFT_OUT:
            self.report.count(f"{kind}s {LEFT_OUT[item.status]}")
        elif not item.post_id.isdecimal() or len(item.post_id) > 12:
            self.report.line(FAILED, about, "It has no id.")
        elif kind == "attachment":
            return
        elif int(item.post_id) in self.known:
            self.report.count(f"{kind}s that were here already")
        else:
            self._bring(item, about)

    def _reusable(self, item: Item, about: str) -> None:
        """A reusable block is a part of every text that uses it, and nothing by itself."""
        if item.post_id.isdecimal() and int(item.post_id[:12]) in self.first.used_blocks:
            self.report.count("reusable blocks, put where they were used")
        else:
            self.first.left_out.add("reusable blocks that no text uses", about)

    def _bring(self, item: Item, about: str) -> None:
        try:
            plan = self.planner.plan(item)
            is_post = plan.kind == "post"
            parent: Page | None = (plan.show or holding_show()) if is_post else self.front
            if is_post and plan.show is None:
                self.report.line(NOTE, about, "None of its categories is a show: to be sorted.")
            slug = free_slug(plan.slug, parent, self.index.take_slug)
            if slug != plan.slug:
                self.report.line(TAKEN, about, f"“{plan.slug}” is taken, so it is “{slug}” here.")
            page = make_page(plan, slug)
            plan.is_public = may_be_public(plan, page)
            if self.options.only_try:
                check(page, parent)
            else:
                self._store(plan, page, parent)
            self.known.add(plan.old_id)
            self._foresee(plan, slug)
        except ValidationError as error:
            self.report.line(FAILED, about, f"It could not be stored. {_reasons(error)}")
        except Exception as error:
            log.exception("%s %s was not brought along.", item.post_type, item.post_id)
            self.report.line(FAILED, about, f"It could not be stored: {type(error).__name__}.")
        else:
            self.report.count(f"{plan.kind}s")
            self.report.count(f"{plan.kind}s {STOOD.get(plan.stood, 'of another state')} there")

    def _store(self, plan: Plan, page: Page, parent: Page | None) -> None:
        with transaction.atomic():
            parent = parent or make_holding_show(self.front)
            under = type(parent).objects.get(pk=parent.pk)
            write(plan, page, self.archive, under)

    def _foresee(self, plan: Plan, slug: str) -> None:
        """Say which of its addresses will not lead on, and why it is a draft if that surprises."""
        if not plan.is_public:
            self.report.taken(editors_own(plan.addresses))
            if plan.kind == "page" and plan.stood == "publish" and not plan.body.looks:
                words = "It was public there. It is a draft here, since something is to be mended"
                self.report.line(NOTE, plan.title, f"{words}, such as an alt text or its address.")
        elif self.options.only_try:
            item = ArchiveItem(archive=self.archive, kind=plan.kind, old_id=plan.old_id,
                               addresses=plan.addresses, uses=plan.uses)  # fmt: skip
            to = f"{path_of(self.front)}{slug}/"
            self.planned.append((item, to))
            open_item(item, to, self.index)

    # --- the end ---------------------------------------------------------------------------------
    def _open(self) -> None:
        """Feeds and categories lead on at once; articles do when they are published."""
        tried = self.index if self.options.only_try else None
        for old, new in of_feeds(base_of(self.archive)).items():
            self.report.taken(lead([old], new, tried))
        for term in self.terms.known.values():
            self.progress("Old addresses", 0, 1)
            self.report.taken(open_term(term, tried))
        pages = ArchiveItem.objects.filter(archive_id=self.archive.pk, page__live=True)
        total = pages.count()
        public = pages.order_by("pk").select_related("page").iterator(chunk_size=200)
        for number, item in enumerate(public, start=1):
            self.progress("Old addresses", number, total)
            self.report.taken(open_page(item.page, tried))
        for item, to in [*self.people.planned, *self.planned]:
            self.report.taken(open_item(item, to, tried))


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
