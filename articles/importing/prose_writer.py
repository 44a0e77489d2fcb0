"""Running text while it is read: paragraphs as WordPress makes them, inline marks, lists."""

from __future__ import annotations

import re
from html import escape
from io import StringIO

from articles.importing.pieces import Piece, Prose

INLINE = {"a": "a", "b": "b", "strong": "b", "i": "i", "em": "i"}
_HREF = re.compile(r"(?:https?://|mailto:|tel:|/|\?|#|\.{1,2}/|[\w-]+(?:/|$))", re.IGNORECASE)
_NO_SCHEME = re.compile(r"www\.[\w-]+\.[\w.-]+(?:[/?#]|$)", re.IGNORECASE)
_EMPTY = re.compile(r"<(a|b|i)(?: href=\"[^\"]{0,2000}\")?>\s*</\1>")
URL = re.compile(r"https?://[^\s<>\"\[\]]{4,1000}")


class ProseWriter:
    """Gathers paragraphs and lists as HTML until something else interrupts them."""

    def __init__(self) -> None:
        self._done = StringIO()
        self._paragraph: list[str] = []
        self._open: list[tuple[str, str]] = []  # inline elements: tag, opening tag
        self.lists = 0
        self.lost: list[str] = []  # addresses of links that stayed plain words
        self._after_break = True  # nothing has come since a line break

    @property
    def link(self) -> str:
        """The address of the link that is open, or nothing."""
        for tag, opening in reversed(self._open):
            if tag == "a":
                return opening.removeprefix('<a href="').removesuffix('">')
        return ""

    @property
    def is_plain(self) -> bool:
        """Whether no inline element and no list is open."""
        return not self._open and not self.lists

    @property
    def at_line_start(self) -> bool:
        """Whether nothing stands in this line yet."""
        return self._after_break

    def text(self, words: str) -> None:
        """Add words, escaping them."""
        if self._after_break:
            words = words.lstrip()
        if words:
            self._put(escape(words, quote=False))
            self._after_break = False

    def line_break(self) -> None:
        """A break, unless there is one or nothing to break."""
        if not self._after_break:
            self._put("<br>")
            self._after_break = True

    def start(self, tag: str, href: str = "") -> None:
        """Open an inline element; a link that leads nowhere we know stays plain words."""
        name, href = INLINE[tag], href.strip()
        if _NO_SCHEME.match(href):
            href = f"https://{href}"
        if name == "a" and not _HREF.match(href):
            self.lost += [href] if href else []
            return
        opening = f'<a href="{escape(href)}">' if name == "a" else f"<{name}>"
        self._open.append((name, opening))
        self._put(opening)

    def end(self, tag: str) -> None:
        """Close an inline element and whatever was left open in it."""
        name = INLINE[tag]
        if name not in (each for each, _ in self._open):
            return
        while self._open:
            closing, _ = self._open.pop()
            self._put(f"</{closing}>")
            if closing == name:
                return

    def start_list(self, tag: str) -> None:
        """Open a list, in an item of another one or by itself."""
        if not self.lists:
            self.end_paragraph()
        self.lists += 1
        self._done.write(f"<{tag}>")
        self._after_break = True

    def item(self, *, opens: bool) -> None:
        """Open or close an item."""
        if self.lists:
            self._done.write("<li>" if opens else "</li>")
            self._after_break = True

    def end_list(self, tag: str) -> None:
        """Close a list."""
        if self.lists:
            self.lists -= 1
            self._done.write(f"</{tag}>")
            self._after_break = True

    def _put(self, html: str) -> None:
        if self.lists:
            self._done.write(html)
        else:
            self._paragraph.append(html)

    def end_paragraph(self) -> str | None:
        """End the paragraph; an address that stands alone is given back instead of kept."""
        if self.lists:
            return None
        closing = "".join(f"</{tag}>" for tag, _ in reversed(self._open))
        html = "".join(self._paragraph) + closing
        self._paragraph = [opening for _, opening in self._open]
        self._after_break = True
        previous = None
        while previous != html and len(html) < 20_000:
            previous, html = html, _EMPTY.sub("", html)
        html = _trim(html)
        if not html:
            return None
        if self.is_plain and URL.fullmatch(html.replace("&amp;", "&")):
            return html.replace("&amp;", "&")
        self._done.write(f"<p>{html}</p>")
        return None

    def take(self) -> list[Piece]:
        """What has been gathered, which starts anew."""
        html = self._done.getvalue()
        self._done = StringIO()
        return [Prose(html)] if html else []


def _trim(html: str) -> str:
    """Without blanks and breaks at both ends."""
    start, end = 0, len(html)
    while True:
        before = (start, end)
        while start < end and html[start].isspace():
            start += 1
        while start < end and html[end - 1].isspace():
            end -= 1
        if html.startswith("<br>", start):
            start += 4
        if end - 4 >= start and html.endswith("<br>", start, end):
            end -= 4
        if (start, end) == before:
            return html[start:end]
