"""Reading WXR 1.2, the export of WordPress, as a stream: one item at a time, however long the file.

The parser is defusedxml's: a document type, an entity or anything from outside stops it before it
is looked at, so neither a bomb of entities nor a file of this machine can come in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import SEEK_END, StringIO
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from articles.importing.clean_bytes import Repairs, UnreadableFile, clean_pieces

VERSION = "1.2"
WP = "http://wordpress.org/export/1.2/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
EXCERPT = "http://wordpress.org/export/1.2/excerpt/"
CREATOR = "http://purl.org/dc/elements/1.1/"
LARGEST_TEXT = 16_000_000  # characters of one field; more is no article
LARGEST_ITEM = 32_000_000  # characters of all fields of one item
DEEPEST = 40  # elements inside each other; an export has six

Fields = dict[str, str]


class NotAnExport(UnreadableFile):
    """Raised for a file that is no whole WXR 1.2 export. The message is for people."""


@dataclass(slots=True)
class Item:
    """One ``<item>``: a post, a page, an attachment or something else, as the file has it."""

    fields: Fields = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str, str]] = field(default_factory=list)  # taxonomy, slug, name
    comments: list[Fields] = field(default_factory=list)
    too_large: bool = False

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.fields.get(name, "")


@dataclass(slots=True)
class Row:
    """An author, a category, a tag or another term of the channel."""

    kind: str  # author, category, tag or term
    fields: Fields


@dataclass(slots=True)
class Channel:
    """What the file says about the site it came from."""

    title: str = ""
    link: str = ""
    version: str = ""
    base_site_url: str = ""
    base_blog_url: str = ""


_NAMES = {
    (CONTENT, "encoded"): "content",
    (EXCERPT, "encoded"): "excerpt",
    (CREATOR, "creator"): "creator",
}
_ROWS = {"author", "category", "tag", "term"}
_IN_ITEM = {"comment", "postmeta"}


class _Handler(ContentHandler):
    """Gathers what is inside one item, and hands it over when it closes."""

    def __init__(self) -> None:
        super().__init__()
        self.ready: list[Item | Row] = []
        self.channel = Channel()
        self.stack: list[tuple[str | None, str]] = []
        self.item: Item | None = None
        self.group: tuple[str, Fields] | None = None
        self.term: tuple[str, str] | None = None
        self.text: StringIO | None = None
        self.size = self.item_size = 0
        self.is_rss = False

    def startElementNS(self, name: tuple[str | None, str], qname: Any, attrs: Any) -> None:  # noqa: N802
        if not self.stack:
            self.is_rss = name[1] == "rss"
            if not self.is_rss:
                raise NotAnExport(f"It is XML, but a <{name[1][:40]}> and no WordPress export.")
        self.stack.append(name)
        if len(self.stack) > DEEPEST:
            raise NotAnExport("Its elements lie too deep inside each other for an export.")
        self.text, self.size = StringIO(), 0
        depth = len(self.stack)
        if depth == 3 and name == (None, "item"):
            self.item, self.item_size = Item(), 0
        elif self._opens_group(name, depth):
            self.group = (name[1], {})
        elif depth == 4 and self.item and name == (None, "category"):
            self.term = (attrs.get((None, "domain"), ""), attrs.get((None, "nicename"), ""))

    def _opens_group(self, name: tuple[str | None, str], depth: int) -> bool:
        if name[0] != WP:
            return False
        return (depth == 3 and name[1] in _ROWS) or bool(
            depth == 4 and self.item and name[1] in _IN_ITEM
        )

    def characters(self, content: str) -> None:
        if self.text is None:
            return
        self.size += len(content)
        self.item_size += len(content)
        if self.item and (self.size > LARGEST_TEXT or self.item_size > LARGEST_ITEM):
            self.item.too_large = True
        elif self.size <= LARGEST_TEXT:
            self.text.write(content)

    def endElementNS(self, name: tuple[str | None, str], qname: Any) -> None:  # noqa: N802
        depth = len(self.stack)
        self.stack.pop()
        words = self.text.getvalue() if self.text else ""
        self.text = None
        if depth == 3 and name == (None, "item") and self.item:
            self.ready.append(self.item)
            self.item = None
        elif self.group and depth == (4 if self.item else 3):
            self._close_group()
        elif self.group:
            # Meta of comments and terms lies deeper; only what belongs to the row itself is taken.
            if depth == (5 if self.item else 4):
                self.group[1][name[1]] = words
        elif self.item and depth == 4:
            self._field(name, words)
        elif depth == 3 and not self.item:
            self._channel(name[1], words)

    def _field(self, name: tuple[str | None, str], words: str) -> None:
        assert self.item is not None  # noqa: S101 - the caller has looked
        if self.term is not None:
            self.item.terms.append((*self.term, words))
            self.term = None
        elif name[0] in {None, WP, CONTENT, EXCERPT, CREATOR}:
            self.item.fields[_NAMES.get((name[0] or "", name[1]), name[1])] = words

    def _close_group(self) -> None:
        assert self.group is not None  # noqa: S101 - the caller has looked
        kind, fields = self.group
        self.group = None
        if self.item is None:
            self.ready.append(Row(kind, fields))
        elif kind == "comment":
            self.item.comments.append(fields)
        else:
            key, value = fields.get("meta_key", ""), fields.get("meta_value", "")
            if key == "_wp_old_slug" and key in self.item.meta:
                value = f"{self.item.meta[key]} {value}"  # one for each time it was renamed
            self.item.meta[key] = value

    def _channel(self, name: str, words: str) -> None:
        key = "version" if name == "wxr_version" else name
        if key in Channel.__slots__ and not getattr(self.channel, key):
            setattr(self.channel, key, words.strip())


class Export:
    """An export, in a file that can be read again.

    ``channel`` and ``repairs`` are complete once ``read`` has ended.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size = file.seek(0, SEEK_END)
        self.position = 0  # bytes read so far
        self.channel = Channel()
        self.repairs = Repairs()

    def read(self) -> Iterator[Item | Row]:
        """Everything in the file, in order. Raises NotAnExport with a reason for people."""
        parser: Any = make_parser()
        parser.forbid_dtd = parser.forbid_entities = parser.forbid_external = True
        parser.setFeature(feature_namespaces, True)
        handler = _Handler()
        self.channel, self.repairs, self.position = handler.channel, Repairs(), 0
        parser.setContentHandler(handler)
        count = 0
        try:
            self.file.seek(0)
            for piece in clean_pieces(self.file, self.repairs):
                parser.feed(piece)
                self.position = self.file.tell()
                for thing in handler.ready:
                    count += isinstance(thing, Item)
                    _check_version(handler.channel)
                    yield thing
                handler.ready.clear()
            parser.close()
        except DefusedXmlException:
            raise NotAnExport(
                "It has a document type or entities of its own, which no export has and which can"
                " do harm. Nothing of it was read."
            ) from None
        except SAXException as error:
            raise NotAnExport(_reason(error, handler, count)) from None
        if not handler.is_rss:
            raise NotAnExport("It is empty.")
        _check_version(handler.channel)


def _check_version(channel: Channel) -> None:
    """Raise NotAnExport unless this is WXR 1.2."""
    if not channel.version:
        raise NotAnExport("It is a feed, but no WordPress export: it names no WXR version.")
    if channel.version != VERSION:
        raise NotAnExport(
            f"It is WXR {channel.version[:20]}; this reads WXR {VERSION}, which WordPress has"
            " written since 3.4. Export it again from a newer WordPress."
        )


def _reason(error: SAXException, handler: _Handler, count: int) -> str:
    line = getattr(error, "getLineNumber", lambda: 0)() or 0
    if not handler.is_rss:
        return "It is no XML. Choose the .xml file that WordPress’s Tools → Export gave."
    if "no element found" in str(error) or "unclosed" in str(error):
        return f"It ends in the middle, after {count} items. Export or upload it again."
    return f"Its XML is broken at line {line}, after {count} items. Export it again."
