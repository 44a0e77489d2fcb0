"""A body made ready for its templates: anchors and HTML, at a cost that is constant."""

from __future__ import annotations

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
    """A line of the table of contents. The anchor says nothing about the words."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's blocks, ready to be included, and its headings."""

    parts: list[Any]
    pictures: list[Picture | None]
    headings: list[Heading]


def render_body(stream: StreamValue, mentions: Mentions | None = None) -> Body:
    """Make a body ready: texts to HTML in one go, headings numbered.

    Its pictures still need their renditions, which the page loads together with its others.
    """
    parts = list(stream)
    _attach_html(parts, mentions)
    headings: list[Heading] = []
    for part in parts:
        if part.block_type == "heading":
            part.value.anchor = f"part-{len(headings) + 1}"
            headings.append(Heading(part.value.anchor, part.value["text"]))
    return Body(parts, [_picture(part) for part in parts], headings)


def _attach_html(parts: list[Any], mentions: Mentions | None) -> None:
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
    for part, html in zip(holders, to_html(sources, mentions), strict=True):
        part.value.html = html


def _picture(part: Any) -> Picture | None:
    if part.block_type == "picture":
        picture: Picture | None = part.value.get("picture")
        return picture
    if part.block_type == "video":
        poster: Picture | None = part.value.get("poster")
        return poster
    return None
