"""Pieces of an old body become blocks; what no block can hold becomes one that needs a look."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from articles.importing.captions import split_credit
from articles.importing.pieces import (
    Asked,
    Embedded,
    Gallery,
    Heading,
    Image,
    Look,
    Piece,
    Prose,
    Quote,
    Reused,
)  # fmt: skip
from articles.prose import plain_text

HEADING, ALT, CAPTION, QUOTE, SOURCE, QUESTION = 120, 200, 240, 600, 160, 160  # characters
VIDEO_TITLE = 140
_HREF = re.compile(r'<a href="([^"]*)">')
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A picture in the library, or why it is not there. ``pk`` is 0 while only trying."""

    pk: int | None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    trouble: str = ""


class Lookup(Protocol):
    """What bodies ask while they are made."""

    def picture(self, image: Image) -> Found:
        """The picture of an image."""

    def reused(self, old_id: int) -> list[Piece] | None:
        """The pieces of a block that is kept apart from the texts it is in."""

    def attached(self) -> list[int]:
        """The attachments of this post."""

    def href(self, address: str) -> str:
        """Where a link leads from here on."""

    def is_file(self, address: str) -> bool:
        """Whether an address is that of one of the archive's pictures, or its page."""


@dataclass(slots=True)
class Made:
    """A body's blocks, and how many of them need a look, by their reasons."""

    blocks: list[Block] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)


def make_body(pieces: Iterable[Piece], lookup: Lookup, *, plain: bool = False) -> Made:
    """The blocks of a body; ``plain`` for a page, whose body knows fewer kinds of them."""
    made = Made()
    for piece in pieces:
        for kind, value in _blocks(piece, lookup):
            fitting = _plainer(kind, value) if plain else (kind, value)
            made.blocks.append({"type": fitting[0], "value": fitting[1], "id": str(uuid4())})
            if fitting[0] == "needs_a_look":
                made.looks.append(fitting[1]["label"])
    return made


def look(label: str, text: str) -> tuple[str, Any]:
    """A block for an editor to decide on."""
    return "needs_a_look", {"label": label[:300], "text": text}


def _plainer(kind: str, value: Any) -> tuple[str, Any]:
    if kind == "quote":
        words = html.escape(value["text"], quote=False).replace("\n", "<br>")
        source = html.escape(value["source"], quote=False)
        return "paragraph", f"<p>“{words}”{f' ({source})' if source else ''}</p>"
    if kind == "video":
        return look("A video. Pages like this one have no block for it.", value["url"])
    return kind, value


def _blocks(piece: Piece, lookup: Lookup) -> Iterator[tuple[str, Any]]:
    match piece:
        case Prose():
            yield "paragraph", _linked(piece.html, lookup)
        case Heading():
            yield _heading(piece)
        case Image():
            yield from _picture(piece, lookup)
        case Gallery():
            yield from _gallery(piece, lookup)
        case Quote():
            yield from _quote(piece)
        case Embedded():
            yield from _video(piece)
        case Asked():
            yield from _question(piece, lookup)
        case Reused():
            yield from _reused(piece, lookup)
        case Look():
            yield look(piece.reason, piece.raw)


def _heading(heading: Heading) -> tuple[str, Any]:
    if len(heading.text) <= HEADING:
        return "heading", {"text": heading.text}
    return "paragraph", f"<p><b>{html.escape(heading.text, quote=False)}</b></p>"


def _reused(reused: Reused, lookup: Lookup) -> Iterator[tuple[str, Any]]:
    """What a reusable block held, in its place."""
    pieces = lookup.reused(reused.id)
    if pieces is None:
        yield look("A reusable block that the export does not have.", f"Block {reused.id}")
    for piece in pieces or ():
        if isinstance(piece, Reused):
            yield look("A reusable block inside of another one.", f"Block {piece.id}")
        else:
            yield from _blocks(piece, lookup)


def _gallery(gallery: Gallery, lookup: Lookup) -> Iterator[tuple[str, Any]]:
    """Its pictures one after the other; of all that belong to the post where it names none."""
    shown = gallery.attachments or lookup.attached()
    for number in shown:
        yield from _picture(Image("", number), lookup)
    if not shown:
        yield look("A gallery that names no pictures.", "[gallery]")


def _video(video: Embedded) -> Iterator[tuple[str, Any]]:
    title = (video.title or video.caption)[:VIDEO_TITLE]
    value = {"url": video.url, "title": title, "poster": None, "caption": video.caption[:CAPTION]}
    yield "video", value
    yield from _overflow(video.title, VIDEO_TITLE)
    yield from _overflow(video.caption, CAPTION)


def _overflow(words: str, limit: int) -> Iterator[tuple[str, Any]]:
    """All of the words once more, where a field took only their beginning."""
    if len(words) > limit:
        yield "paragraph", f"<p>{html.escape(words, quote=False)}</p>"


def _picture(image: Image, lookup: Lookup) -> Iterator[tuple[str, Any]]:
    found = lookup.picture(image)
    caption, credit = split_credit(image.caption or found.caption)
    credit = credit or found.credit
    alt = image.alt or found.alt
    if found.pk is None:
        words = [f"Address: {image.src}" if image.src else f"Attachment {image.attachment}"]
        words += [f"Alt text: {alt}"] if alt else []
        words += [f"Caption: {caption}"] if caption else []
        yield look(f"A picture is missing. {found.trouble}", "\n".join(words))
        return
    value = {
        "picture": found.pk, "alt": alt[:ALT], "caption": caption[:CAPTION],
        "credit": credit[:120],
        "width": "main",
    }  # fmt: skip
    yield "picture", value
    yield from _overflow(caption, CAPTION)
    yield from _overflow(alt, ALT)
    link = html.unescape(image.link)
    if link and not _PICTURE_FILE.search(link.partition("?")[0]) and not lookup.is_file(link):
        yield look("The picture led to another page.", link)


def _quote(quote: Quote) -> Iterator[tuple[str, Any]]:
    if len(quote.text) > QUOTE:
        yield look("A quotation that is longer than a quote block takes.", quote.text)
    else:
        yield "quote", {"text": quote.text, "source": quote.source[:SOURCE]}
    if len(quote.source) > SOURCE:
        yield look("The source of the quotation above.", quote.source)
    if quote.links:
        yield look("The quotation above had links.", "\n".join(quote.links))


def _question(asked: Asked, lookup: Lookup) -> Iterator[tuple[str, Any]]:
    question = plain_text(asked.question)
    answer = _linked(asked.answer, lookup)
    if len(question) <= QUESTION:
        yield "question", {"question": question, "answer": answer}
    else:
        yield "paragraph", f"<p><b>{html.escape(question, quote=False)}</b></p>{answer}"


def _linked(text: str, lookup: Lookup) -> str:
    """The text with every link led to where it leads from here on."""

    def one(match: re.Match[str]) -> str:
        address = lookup.href(html.unescape(match[1]))
        return f'<a href="{html.escape(address)}">'

    return _HREF.sub(one, text)
