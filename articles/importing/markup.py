"""Taking an old body apart: block comments and shortcodes, classic paragraphs and plain HTML.

All of them may be in one body, so one pass reads them all. The parser is libxml2's, told of every
element as it comes: no tree is built, nothing recurses, and a paragraph of ten megabytes takes
time linear in its length. Whatever has no block here is kept as it was, in a ``Look``.
"""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from articles.importing import shortcodes
from articles.importing.markup_captures import Captures, opening
from articles.importing.markup_contexts import Attributes, Figure, Words
from articles.importing.markup_rules import HEADINGS, IN_PARAGRAPH, KEPT, SOCIAL, TRANSPARENT
from articles.importing.pieces import Look, Piece
from articles.importing.prose_writer import INLINE
from articles.videos import find_video

_BLOCK = re.compile(r"^\s*(/?)wp:([a-z0-9/_-]{1,100})\s*(.*?)\s*(/?)\s*$", re.DOTALL)


# What is looked at inside of a heading, a quotation or a caption too.
_INTERRUPTS = HEADINGS | {"img", "br", "blockquote", "figcaption", "summary", "cite"}
_INTERRUPTS |= {shortcodes.TAG}


def take_apart(source: str) -> list[Piece]:
    """The pieces of a body, in order. Never raises, and never drops what a reader saw."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if not source.strip():
        return []
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, remove_comments=False)
    try:
        parser.feed("<div>" + shortcodes.to_elements(source) + "</div>")
        pieces: list[Piece] = parser.close()
    except (etree.LxmlError, ValueError):
        return [Look("This could not be read as HTML.", source)]
    if hidden := _hidden(source):
        pieces.append(Look("A comment that never ends, and what it hides.", hidden))
    return pieces


def _hidden(source: str) -> str:
    """The rest of a body from a comment on that never ends: no browser shows it."""
    begin = source.find("<!--", source.rfind("-->") + 1)
    return source[begin:] if begin >= 0 else ""


class _Reader(Captures):
    """Told of every element, text and comment by the parser."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        tag, attrs = str(tag).lower(), dict(attributes)
        if self.capture:
            self.capture_start(tag, attrs)
        elif self.words and tag not in KEPT and tag not in _INTERRUPTS:
            self.in_words(tag, attrs)
        elif tag == shortcodes.TAG:
            self.shortcode(attrs)
        else:
            self._element(tag, attrs)

    def _element(self, tag: str, attrs: Attributes) -> None:
        if tag == "img":
            self.img(attrs)
        elif tag == "br":
            self._br()
        elif tag == "iframe" and (video := _framed(attrs)):
            self.embed(video, attrs.get("title", ""))
        elif tag in KEPT or SOCIAL & set(attrs.get("class", "").split()):
            reason = KEPT.get(tag, "An embed of another site.")
            self.begin_capture(reason, tag, opening(tag, attrs))
        elif tag in HEADINGS or tag in {"blockquote", "figcaption", "summary"}:
            self._begin_words("heading" if tag in HEADINGS else tag, tag)
        elif tag == "cite" and self.words:
            self.words.append(Words("cite", tag))
        elif tag in INLINE:
            self.prose.start(tag, attrs.get("href", ""))
        else:
            self._structure(tag, attrs)

    def _br(self) -> None:
        if self.words:
            self.words[-1].parts.append("\n")
        else:
            self.prose.line_break()

    def _begin_words(self, kind: str, tag: str) -> None:
        if not self.words and kind != "figcaption":
            self.end_paragraph()
        self.words.append(Words(kind, tag))

    def apart(self, source: str) -> list[Piece]:
        """The pieces of a body inside of this one."""
        return take_apart(source)

    def _structure(self, tag: str, attrs: Attributes) -> None:
        self.background(attrs)
        if tag in {"ul", "ol"}:
            self.end_paragraph()
            self.prose.start_list(tag)
        elif tag == "li" and self.prose.lists:
            self.prose.item(opens=True)
        elif tag == "details":
            self.end_paragraph()
            self.out += self.prose.take()
            self.details.append((len(self.out), ""))
        elif tag == "figure":
            self.end_paragraph()
            self.figures.append(Figure(tag))
        elif tag == "pre":
            self.end_paragraph()
            self.preformatted += 1
        elif tag in TRANSPARENT or tag in {"hr", "li"}:
            if self.prose.lists:
                self.prose.line_break()
            else:
                self.end_paragraph()
        elif tag not in IN_PARAGRAPH and tag not in {"iframe", "link", "meta", "title"}:
            self.begin_capture("An element that is not known here.", tag, opening(tag, attrs))

    def end(self, tag: str) -> None:
        """An element ends."""
        tag = str(tag).lower()
        if self.capture:
            self.capture_end(tag)
        elif self.words:
            self._end_in_words(tag)
        elif tag in INLINE:
            self.prose.end(tag)
        elif tag in {"ul", "ol"}:
            self.prose.end_list(tag)
            self.flush_later()
        elif tag == "li":
            self.prose.item(opens=False)
        elif self.figures and tag == self.figures[-1].tag:
            self.end_figure()
        elif tag == "details" and self.details:
            self.end_details()
        elif tag == "pre" or tag in TRANSPARENT:
            self.preformatted -= tag == "pre" and self.preformatted > 0
            self.end_paragraph()

    def _end_in_words(self, tag: str) -> None:
        if tag == self.words[-1].tag:
            self.end_words()
        elif tag in TRANSPARENT or tag == "li":
            self.words[-1].parts.append("\n")

    def data(self, text: str) -> None:
        """Words."""
        if self.capture:
            self.capture.raw.append(escape(text, quote=False))
        elif self.words:
            self.words[-1].parts.append(text.replace("\n", " "))
        elif self.figures and self.figures[-1].tag == shortcodes.TAG:
            self.figures[-1].caption += text
            link = self.prose.link
            if link and text.strip() and link not in self.figures[-1].links:
                self.figures[-1].links.append(link)
        elif self.prose.lists or (self.blocks and not self.preformatted):
            self.prose.text(re.sub(r"\s*\n\s*", " ", text))
        else:
            self.classic(text)

    def comment(self, text: str) -> None:
        """A comment: of the block editor, or nobody's business."""
        match = _BLOCK.match(text)
        raw = f"<!--{text}-->"
        if not match:
            if self.capture:
                self.capture.raw.append(raw)
            return
        closes, name, rest, void = match.groups()
        name = name.removeprefix("core/")
        if self.capture:
            self.capture_comment(name, raw, closes=bool(closes), is_void=bool(void))
        elif not closes:
            self.block(name, rest, raw, is_void=bool(void))
        else:
            self.end_paragraph()
            if name in self.blocks:
                del self.blocks[len(self.blocks) - 1 - self.blocks[::-1].index(name) :]

    def close(self) -> list[Piece]:
        """Everything, once the parser is through."""
        self.end_capture()
        while self.words:
            self.end_words()
        while self.figures:
            self.end_figure()
        while self.prose.lists:
            self.prose.end_list("ul")
        while self.details:
            self.end_details()
        self.end_paragraph()
        self.flush_later()
        self.out += self.prose.take()
        return self.out


def _framed(attrs: Attributes) -> str:
    """The address of a frame that shows a video of a host that we know, or nothing."""
    address = attrs.get("src") or attrs.get("data-src") or ""
    address = f"https:{address}" if address.startswith("//") else address
    address = address.replace("http://", "https://", 1)
    return address if find_video(address) else ""
