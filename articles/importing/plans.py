"""What an item of the archive is to become. Planning changes nothing, so trying plans as well."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page

from articles.addresses import RESERVED_UNDER_A_SHOW, site_prefixes
from articles.importing.addresses import TOO_LONG, base_of, of_item, too_long
from articles.importing.bodies import Found, Made, make_body
from articles.importing.dates import Zone
from articles.importing.files import Files
from articles.importing.guesses import guess
from articles.importing.index import path_of_url
from articles.importing.links import PostLookup, mended
from articles.importing.long_texts import in_parts, is_too_long
from articles.importing.markup import take_apart
from articles.importing.people import People
from articles.importing.pieces import Image, Look
from articles.importing.records import Archive, ArchivedComment, ArchiveTerm
from articles.importing.report import FAILED, MISSING, NOTE, TAKEN, UNMAPPED, Report
from articles.importing.terms import Terms, kicker_of
from articles.importing.wxr import Item
from articles.models import Show
from articles.prose import plain_text

_SEAM = "\x00"
_VARIABLE = re.compile(r"%%[\w-]{1,60}%%")
LONGEST_LINE, LONGEST_DEK, LONGEST_NAME, LONGEST_COMMENT = 255, 280, 200, 100_000  # characters
LONGEST_TITLE = 2000  # characters of it that are looked at to name an item
READ = {"title": "title", "excerpt": "excerpt", "text": "content",
        "search title": "_yoast_wpseo_title", "description": "_yoast_wpseo_metadesc"}  # fmt: skip
FIELDS = ("title", "excerpt", "yoast_title", "description", "content")


@dataclass(slots=True)
class Plan:
    """A post or page as it will be here."""

    kind: str
    old_id: int
    title: str
    slug: str
    status: str
    addresses: list[str]
    at: datetime | None
    changed: datetime | None
    body: Made
    is_protected: bool = False
    is_public: bool = False  # here, and at once
    show: Show | None = None
    kicker: str = ""
    dek: str = ""
    seo_title: str = ""
    description: str = ""
    byline: int | None = None
    hero: Found | None = None
    terms: list[ArchiveTerm] = field(default_factory=list)
    guess: dict[str, Any] = field(default_factory=dict)
    uses: list[int] = field(default_factory=list)
    links: dict[str, int] = field(default_factory=dict)
    comments: list[ArchivedComment] = field(default_factory=list)

    @property
    def stood(self) -> str:
        """How it stood in the archive; what a password kept was not public, whatever it says."""
        return "protected" if self.is_protected else self.status


class Planner:
    """Plans items, with everything that the archive's other parts have become."""

    def __init__(  # noqa: PLR0913 - these are the parts of an import
        self, archive: Archive, terms: Terms, people: People, files: Files, zone: Zone,
        report: Report,
    ) -> None:  # fmt: skip
        self.archive, self.terms, self.people = archive, terms, people
        self.files, self.zone, self.report = files, zone, report

    def plan(self, item: Item) -> Plan:
        """What a post or page becomes; every line of the report about it is written here."""
        too_long = self._set_aside(item)
        texts = self._texts(item)
        kept = self.report.kept
        title = kept("title", plain_text(texts["title"]), LONGEST_LINE) or "Without a title"
        old_id, is_post = int(item.post_id), item.post_type == "post"
        lookup = PostLookup(old_id, title, self.archive.address, self.files, self.report)
        hero = self._hero(item, lookup)
        pieces, dek = take_apart(texts["content"]), plain_text(texts["excerpt"])
        if len(dek) > LONGEST_DEK:
            pieces.insert(0, Look("The excerpt is longer than a dek. This is all of it.", dek))
        body = make_body([*pieces, *too_long], lookup, plain=not is_post)
        for reason in body.looks:
            self.report.line(UNMAPPED, title, reason)
        at = self.zone.moment(item.post_date, item.post_date_gmt)
        self._note(item, title, at)
        terms = self.terms.of(
            item.terms, lambda name: mended(name, "A category or tag", self.report)
        )
        found = guess(title, *(term.name for term in terms), unquote(item.post_name))
        return Plan(
            kind=item.post_type, old_id=old_id, title=title, slug=slug_of(item.post_name, title),
            status=item.status, addresses=self._addresses(item, title), body=body, at=at,
            is_protected=bool(item.post_password),
            changed=self.zone.moment(item.post_modified, item.post_modified_gmt),
            show=self.terms.show_of(terms), kicker=kicker_of(terms), terms=terms,
            dek=dek[:LONGEST_DEK], byline=self.people.key_of(item.creator) if is_post else None,
            seo_title=kept(
                "search title", _yoast(texts["yoast_title"], title), LONGEST_LINE, title
            ),
            description=kept(
                "description", _yoast(texts["description"], title), LONGEST_LINE, title
            ),
            hero=hero, uses=lookup.uses, links=lookup.links,
            guess=found.stored() if found else {}, comments=self._comments(item, title),
        )  # fmt: skip

    def _note(self, item: Item, title: str, at: datetime | None) -> None:
        """Say what is otherwise here than it was there."""
        if item.status == "future" and at:
            when = f"It was to come out on {at:%d %B %Y at %H:%M} UTC."
            self.report.line(NOTE, title, f"{when} It is a draft here: publish it to schedule it.")
        if item.post_password:
            self.report.line(NOTE, title, "It had a password there. It is a draft here.")
        if item.post_type == "page" and item.post_parent.strip() not in {"", "0"}:
            above = path_of_url(item.link).rpartition("/")[0] or "another page"
            words = (
                f"It lay under {above} there. Pages lie side by side here, so it is not below it."
            )
            self.report.line(NOTE, title, words)

    def _addresses(self, item: Item, title: str) -> list[str]:
        """Every address that it had; one that can not lead on is told."""
        old_slugs = item.meta.get("_wp_old_slug", "").split()
        found = of_item(
            base_of(self.archive), item.post_type, int(item.post_id), item.link, old_slugs
        )
        if too_long(found):
            self.report.line(TAKEN, title, TOO_LONG)
        return found

    def _set_aside(self, item: Item) -> list[Look]:
        """Take what is too long to be read out of the item, and give it back in parts."""
        about = plain_text(item.title[:LONGEST_TITLE])[:255] or f"{item.post_type} {item.post_id}"
        looks: list[Look] = []
        for what, key in READ.items():
            holder = item.meta if key.startswith("_") else item.fields
            if is_too_long(holder.get(key, "")):
                looks += in_parts(
                    what, holder.pop(key), lambda part: mended(part, about, self.report)
                )
        return looks

    def _texts(self, item: Item) -> dict[str, str]:
        """The item's texts, repaired as one document, since one hand damaged them all."""
        values = {
            "title": item.title, "excerpt": item.excerpt, "content": item.content,
            "yoast_title": item.meta.get("_yoast_wpseo_title", ""),
            "description": item.meta.get("_yoast_wpseo_metadesc", ""),
        }  # fmt: skip
        joined = f"\n{_SEAM}\n".join(values[name].replace(_SEAM, "") for name in FIELDS)
        about = plain_text(item.title)[:255] or f"{item.post_type} {item.post_id}"
        parts = mended(joined, about, self.report).split(f"\n{_SEAM}\n")
        return dict(zip(FIELDS, parts, strict=True))

    def _hero(self, item: Item, lookup: PostLookup) -> Found | None:
        """The featured picture. It may give everything away, so it goes to the end card."""
        stored = item.meta.get("_thumbnail_id", "").strip()
        if not stored.isdecimal() or len(stored) > 12 or stored == "0":
            return None
        found = lookup.picture(Image("", int(stored)))
        about = plain_text(item.title)
        if found.pk is None:
            self.report.line(MISSING, about, "Its featured picture is missing.")
        elif item.post_type == "page":
            words = "Its featured picture is in the library; a page like this one shows none."
            self.report.line(UNMAPPED, about, words)
        return found

    def _comments(self, item: Item, title: str) -> list[ArchivedComment]:
        """The letters under it, without those that were spam or thrown away."""
        rows: dict[int, ArchivedComment] = {}
        for each in item.comments:
            state = each.get("comment_approved", "").strip()
            if state not in {"0", "1"}:
                self.report.count("comments left out: spam or in the bin")
                continue
            row = self._comment(each, state, title)
            if row.old_id and row.old_id not in rows:
                rows[row.old_id] = row
                self.report.count("comments kept for later")
            else:
                self.report.line(FAILED, f"A comment on {title}", "It has no id of its own.")
        return list(rows.values())

    def _comment(self, each: dict[str, str], state: str, title: str) -> ArchivedComment:
        about = f"A comment on {title}"
        # Repaired text is up to four times shorter.
        text = each.get("comment_content", "")[: 4 * LONGEST_COMMENT + 1]
        text = mended(text, about, self.report)
        name = mended(each.get("comment_author", ""), about, self.report)
        local, utc = each.get("comment_date", ""), each.get("comment_date_gmt", "")
        return ArchivedComment(
            old_id=_number(each.get("comment_id")),
            parent_id_there=_number(each.get("comment_parent")),
            author=self.report.kept("name of its writer", name, LONGEST_NAME, about),
            email=each.get("comment_author_email", "")[:254],
            url=each.get("comment_author_url", "")[:300],
            kind=each.get("comment_type", "")[:20], state="approved" if state == "1" else "held",
            text=self.report.kept("text", text, LONGEST_COMMENT, about),
            at=self.zone.moment(local, utc),
        )  # fmt: skip


def _number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 13 else 0


def _yoast(text: str, title: str) -> str:
    """A title or description of Yoast's, without what its variables stood for."""
    text = text.replace("%%title%%", title)
    if "%%" in text:
        text = " ".join(_VARIABLE.sub(" ", text).split()).strip(" -–|·")
    text = html.unescape(text)
    return "" if text == title else text


def slug_of(old: str, title: str) -> str:
    """The old slug in the letters that ours have, else one of the title."""
    found = slugify(string_to_ascii(unquote(old))) or slugify(string_to_ascii(title))
    return found[:200].strip("-") or "untitled"


def free_slug(slug: str, parent: Page | None, planned: Any) -> str:
    """The slug, or the same with a number, that nothing has and the site does not need.

    ``planned`` reserves slugs of this run, see ``Index.take_slug``.
    """
    key = parent.pk if parent else 0
    is_top = bool(parent and parent.depth == 2)
    reserved = site_prefixes() if is_top else RESERVED_UNDER_A_SHOW
    candidate, number = slug, 2
    while (
        candidate in reserved
        or (parent is not None and parent.get_children().filter(slug=candidate).exists())
        or not planned(key, candidate)
    ):
        candidate, number = f"{slug[:190]}-{number}", number + 1
    return candidate
