"""A body made ready for its templates: anchors and HTML, at a cost that is constant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from articles.mentions import Mentions, unlink
from articles.pictures import Picture
from articles.prose import clean, to_html

# Where each kind of block keeps its structured text.
PROSE_FIELDS = {"question": "answer", "passage": "text"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's blocks, ready to be included, and its headings."""

    parts: list[Any]
    pictures: list[Picture | None]
    headings: list[Heading]


def render_body(
    stream: StreamValue, mentions: Mentions | None = None, *, paid: bool = False
) -> Body:
    """Make a body ready: texts to HTML in one go, headings with their anchors.

    Its pictures still need their renditions, which the page loads together with its others.
    """
    parts = list(stream)
    _attach_html(parts, mentions, paid)
    headings = headings_of(parts)
    return Body(parts, [_picture(part) for part in parts], headings)


def headings_of(parts: Iterable[Any]) -> list[Heading]:
    """The headings, each told its anchor.

    It is of the block's own identifier: a link that somebody shares holds when a section is put in
    before it or its words change, and gives none of the words away. Without one, as in a preview
    of what nobody has saved, it is of the heading's number.
    """
    found: dict[str, Heading] = {}
    for part in parts:
        if part.block_type == "heading":
            anchor = f"part-{str(part.id or '')[:8]}"
            if part.id is None or anchor in found:
                anchor = f"part-{len(found) + 1}"
            part.value.anchor = anchor
            found[anchor] = Heading(anchor, part.value["text"])
    return list(found.values())


def _attach_html(parts: list[Any], mentions: Mentions | None, paid: bool) -> None:
    """Give every text in the body its HTML as ``html`` on the part."""
    holders: list[Any] = []
    sources: list[str] = []
    for part in parts:
        field = PROSE_FIELDS.get(part.block_type)
        text = part.value[field] if field else part.value
        if field or part.block_type == "paragraph":
            holders.append(part)
            source = text.source if text else ""
            # What lies behind a veil goes further than the page that a mention would lead to.
            sources.append(unlink(clean(source)) if part.block_type == "passage" else source)
    for part, html in zip(holders, to_html(sources, mentions, paid=paid), strict=True):
        part.value.html = html


def _picture(part: Any) -> Picture | None:
    if part.block_type == "picture":
        picture: Picture | None = part.value.get("picture")
        return picture
    if part.block_type == "video":
        poster: Picture | None = part.value.get("poster")
        return poster
    return None
