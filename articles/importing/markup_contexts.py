"""What is being read at the moment: a figure, a quotation, something kept as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from articles.importing.markup_rules import TRANSPARENT  # fmt: skip
from articles.importing.pieces import (
    Asked,
    Embedded,
    Heading,
    Image,
    Look,
    Piece,
    Prose,
    Quote,
)  # fmt: skip
from articles.importing.prose_writer import URL, ProseWriter
from articles.videos import find_video

_IMAGE_CLASS = re.compile(r"\bwp-image-(\d{1,12})\b")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\(\s*[\"']?([^\"')]{1,2000})")
_ID = re.compile(r"\d{1,12}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
Attributes = dict[str, str]


@dataclass(slots=True)
class Capture:
    """Something kept as it was, while its end has not come."""

    reason: str
    tag: str
    depth: int = 1
    raw: list[str] = field(default_factory=list)
    closing: str = ""


@dataclass(slots=True)
class Words:
    """Words that belong together and are no paragraph: of a heading, a quotation, a caption."""

    kind: str
    tag: str
    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    source: str = ""

    @property
    def text(self) -> str:
        """The words, a line for each line."""
        return "\n".join(
            " ".join(line.split()) for line in "".join(self.parts).split("\n") if line.strip()
        )


@dataclass(slots=True)
class Figure:
    """What is in a figure or a caption's shortcode."""

    tag: str
    attachment: int | None = None
    caption: str = ""
    links: list[str] = field(default_factory=list)  # in the caption
    pieces: list[Piece] = field(default_factory=list)


class Contexts:
    """What has been read, what is open, and what becomes of it when it ends."""

    def __init__(self) -> None:
        self.out: list[Piece] = []
        self.later: list[Piece] = []  # came inside of a list or of words, goes after them
        self.prose = ProseWriter()
        self.blocks: list[str] = []
        self.block_image: int | None = None
        self.capture: Capture | None = None
        self.words: list[Words] = []
        self.figures: list[Figure] = []
        self.details: list[tuple[int, str]] = []
        self.preformatted = 0

    # --- putting things out ------------------------------------------------------------------
    def emit(self, piece: Piece) -> None:
        """Put a piece where it belongs: out, into the figure, or after what is open."""
        if self.words or self.prose.lists:
            self.later.append(piece)
        elif self.figures:
            self.figures[-1].pieces.append(piece)
        else:
            self.end_paragraph()
            self.out += self.prose.take()
            last = self.out[-1] if self.out else None
            if isinstance(piece, Look) and isinstance(last, Look) and "script" in piece.reason:
                last.raw += piece.raw  # the script belongs to the embed before it
            else:
                self.out.append(piece)

    def flush_later(self) -> None:
        """Put out what had to wait, once nothing is open any more."""
        if not self.words and not self.prose.lists:
            waiting, self.later = self.later, []
            for piece in waiting:
                self.emit(piece)

    def end_paragraph(self) -> None:
        """End the paragraph; an address alone in it is an embed."""
        if address := self.prose.end_paragraph():
            self.embed(address)
        lost, self.prose.lost = self.prose.lost, []
        for href in lost:
            self.emit(Look("A link that leads nowhere we know. Its words are above.", href))

    def embed(self, address: str, title: str = "") -> None:
        """A video where we know the host; else something to look at."""
        address = address.strip()
        if address.startswith("//"):
            address = f"https:{address}"
        video = find_video(re.sub(r"^http://", "https://", address))
        if video:
            self.emit(Embedded(video.page, title.strip()))
        elif address:
            self.emit(Look("An embed of another site, or an address by itself.", address))

    # --- words ---------------------------------------------------------------------------------
    def classic(self, text: str) -> None:
        """Words outside of blocks: an empty line ends a paragraph, a line end is a break."""
        for number, part in enumerate(_BLANK_LINE.split(text)):
            if number:
                self.end_paragraph()
            lines = part.split("\n")
            for row, line in enumerate(lines):
                alone = row < len(lines) - 1 and self.prose.at_line_start and self.prose.is_plain
                if alone and URL.fullmatch(line.strip()):
                    self.end_paragraph()
                    self.embed(line)
                    continue
                self.prose.text(line)
                if row < len(lines) - 1:
                    self.prose.line_break()

    def end_words(self) -> None:
        """A heading, quotation, caption or question ends."""
        words = self.words.pop()
        text = words.text
        if words.kind == "cite":
            if self.words and self.words[-1].kind == "blockquote":
                self.words[-1].source = text
            elif self.words:
                self.words[-1].parts.append(text)
        elif words.kind == "embed":
            self.embed(text or words.source)
        elif words.kind == "summary" and self.details:
            self.details[-1] = (self.details[-1][0], text)
        elif words.kind == "figcaption" and self.figures:
            caption = self.figures[-1].caption
            self.figures[-1].caption = f"{caption}\n{text}" if caption.strip() else text
            self.figures[-1].links += words.links
        elif words.kind == "heading" and text:
            self.emit(Heading(text.replace("\n", " ")))
            self.had_links("heading", words.links)
        elif words.kind == "blockquote" and text:
            self.emit(Quote(text, words.source, words.links))
        elif text:
            self.prose.text(text)
            self.end_paragraph()
            self.had_links("caption", words.links)
        self.flush_later()

    def had_links(self, what: str, links: list[str]) -> None:
        """Keep the links of what can hold none."""
        if links:
            self.emit(Look(f"The {what} above had links.", "\n".join(links)))

    def in_words(self, tag: str, attrs: Attributes) -> None:
        """An element inside of words: only lines and links matter."""
        if tag in TRANSPARENT or tag == "li":
            self.words[-1].parts.append("\n")
        elif tag == "a" and attrs.get("href"):
            self.words[-1].links.append(attrs["href"])

    # --- figures ---------------------------------------------------------------------------------
    def end_figure(self) -> None:
        """A figure ends: its caption goes to the picture in it; one of several is a paragraph."""
        self.end_paragraph()
        figure = self.figures.pop()
        shown = [piece for piece in figure.pieces if isinstance(piece, Image | Embedded)]
        caption = " ".join(figure.caption.split())
        is_of_one = len(shown) == 1 and not shown[0].caption
        if is_of_one:
            shown[0].caption = caption
        for piece in figure.pieces:
            self.emit(piece)
        if caption and not is_of_one and self.figures:
            self.figures[-1].caption += f"\n{caption}"
        elif caption and not is_of_one:
            self.prose.text(caption)
            self.end_paragraph()
        self.had_links("caption", figure.links)

    def img(self, attrs: Attributes) -> None:
        """A picture; those that load late have their address elsewhere."""
        src = attrs.get("src", "")
        if not src or src.startswith("data:"):
            src = attrs.get("data-src") or attrs.get("data-lazy-src") or src
        match = _IMAGE_CLASS.search(attrs.get("class", ""))
        known = int(match[1]) if match else None
        if known is None and self.figures:
            known = self.figures[-1].attachment
        known, self.block_image = known or self.block_image, None
        alt = " ".join(attrs.get("alt", "").split())
        self.emit(Image(src[:2000], known, alt, link=self.prose.link))

    def background(self, attrs: Attributes) -> None:
        """A picture that is only the background of an element, as old covers have it."""
        if match := _BACKGROUND.search(attrs.get("style", "")):
            self.img({"src": match[1].strip()})

    # --- details ---------------------------------------------------------------------------------
    def end_details(self) -> None:
        """A question with its answer ends, or what looked like one."""
        self.end_paragraph()
        self.out += self.prose.take()
        start, question = self.details.pop()
        answer = self.out[start:]
        del self.out[start:]
        if question and answer and all(isinstance(piece, Prose) for piece in answer):
            html = "".join(piece.html for piece in answer if isinstance(piece, Prose))
            self.out.append(Asked(question, html))
        else:
            if question:
                self.out.append(Prose(f"<p><b>{escape(question, quote=False)}</b></p>"))
            self.out += answer


def as_id(text: str) -> int | None:
    """An id; None for anything else."""
    return int(text) if _ID.fullmatch(text) else None
