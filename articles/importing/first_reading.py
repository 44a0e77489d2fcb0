"""The first reading of an export: it proves that the file is whole, and notes what it has where.

Nothing is written before it has ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from articles.importing.dates import Zone
from articles.importing.index import TEXTS, Attachment, Index, path_of_url
from articles.importing.left_out import LeftOut
from articles.importing.links import mended
from articles.importing.report import NOTE, Report
from articles.importing.terms import TAXONOMIES
from articles.importing.wxr import Export, Fields, Item, Row
from articles.prose import plain_text

Progress = Callable[[str, int, int], None]  # the step, how much is done, of how much
LEFT_OUT = {"trash": "in the bin, left out", "auto-draft": "never begun, left out",
            "inherit": "older versions, left out"}  # fmt: skip

# A reusable block where it is used; a block’s attributes hold no "<" or ">" as such.
_REUSED = re.compile(r'<!--\s*wp:(?:core/)?block\s[^<>]*?"ref"\s*:\s*"?(\d{1,12})\b')


class FirstReading:
    """What is known of an export before anything of it is brought along."""

    def __init__(self, export: Export, index: Index, zone: Zone, report: Report) -> None:
        self.export, self.index, self.zone, self.report = export, index, zone, report
        self.authors: list[Fields] = []
        self.published: set[str] = set()  # the logins of those whose posts were public
        self.rows: list[Row] = []
        self.left_out = LeftOut()
        self.used_blocks: set[int] = set()  # reusable ones, by their ids

    def look_through(self, progress: Progress) -> None:
        """Read all of it. Raises NotAnExport."""
        for thing in self.export.read():
            if isinstance(thing, Row):
                (self.authors if thing.kind == "author" else self.rows).append(
                    thing.fields if thing.kind == "author" else thing  # type: ignore[arg-type]
                )
            else:
                self._note(thing)
            progress("Looking through", self.export.position, self.export.size)
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
        if kind in TEXTS and item.status not in LEFT_OUT:
            self._note_what_has_no_place(item)
            self.used_blocks.update(int(found) for found in _REUSED.findall(item.content))
        if kind == "wp_block":
            self.index.add_body(old_id, item.content)
        if is_public and kind == "post":
            self.published.add(item.creator)
        if kind == "attachment":
            self._note_file(old_id, item)

    def _note_file(self, old_id: int, item: Item) -> None:
        has_parent = item.post_parent.isdecimal() and len(item.post_parent) <= 12
        parent = int(item.post_parent) if has_parent else 0
        url = item.attachment_url or item.guid
        alt = item.meta.get("_wp_attachment_image_alt", "")
        kept = self.report.kept
        words = (
            kept("title", item.title, 300, url), kept("alt text", alt, 500, url),
            kept("caption", item.excerpt, 2000, url),
        )  # fmt: skip
        title, alt, caption = (mended(each, url[:200], self.report) for each in words)
        self.index.add_file(
            Attachment(
                old_id, url[:2000], path_of_url(url), item.link, title, alt, caption,
                parent or None,
            )
        )  # fmt: skip

    def _note_what_has_no_place(self, item: Item) -> None:
        """Its terms of other taxonomies, and the fields that somebody gave it a name for."""
        for taxonomy, slug, name in item.terms:
            if taxonomy not in TAXONOMIES:
                self.leave_out_term(taxonomy, slug, name)
        for key in item.meta:
            if not key.startswith("_"):
                self.left_out.add("custom fields", key, key)

    def leave_out_term(self, taxonomy: str, slug: str, name: str) -> None:
        """A term of a taxonomy that is neither categories nor tags."""
        name = plain_text(name) or slug
        self.left_out.add(f"taxonomy “{taxonomy[:40]}”", name, slug)
