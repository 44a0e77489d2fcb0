"""Plain text taken apart: headings, captions, lists and quotations as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from articles.importing.pieces import Embedded, Heading, Look, Piece, Prose, Quote
from articles.videos import find_video

LONGEST_HEADING, LONGEST_HEADLINE = 100, 140  # characters
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARKED = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_UNDERLINE = re.compile(r"[=\-~]{3,}")
_CAPTION = re.compile(
    r"\[?\s*(?:caption|photo|image|picture|figure|illustration)(?:\s+caption)?\s*\d*\s*[:.]\s*"
    r"(.+?)\s*\]?", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_BULLET = re.compile(r"\s*(?:[-*•–]\s+)(.+)")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+(.+)")


def take_text_apart(source: str) -> list[Piece]:
    """The pieces of a plain text, in order."""
    text = source.replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff ")
    parts = [part for part in _BLANK.split(text) if part.strip()]
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        found = _opening(part.strip(), is_last=is_last) if number == 0 else None
        for piece in found or _part(part.strip(), is_last=is_last):
            last = pieces[-1] if pieces else None
            if isinstance(piece, Prose) and isinstance(last, Prose):
                last.html += piece.html
            else:
                pieces.append(piece)
    return pieces


def _opening(part: str, *, is_last: bool) -> list[Piece] | None:
    """A headline by itself, or with the byline right below it, as many texts begin."""
    first, _, rest = part.partition("\n")
    if not (rest or is_last) and len(first) <= LONGEST_HEADLINE and not find_video(first):
        return [Heading(first.strip("# "))]
    if len(first) > LONGEST_HEADLINE or not rest.lower().startswith(("by ", "written by ")):
        return None
    return [Heading(first.strip("# ")), Prose(f"<p>{escape(rest.strip(), quote=False)}</p>")]


def _part(part: str, *, is_last: bool) -> Iterator[Piece]:
    lines = part.split("\n")
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1].strip()):
        yield Heading(lines[0].strip())
        part = "\n".join(lines[2:]).strip()
        if part:
            yield from _part(part, is_last=is_last)
    elif match := _MARKED.fullmatch(lines[0].strip()):
        yield Heading(match[1])
        if rest := "\n".join(lines[1:]).strip():
            yield from _part(rest, is_last=is_last)
    elif match := _CAPTION.fullmatch(part):
        yield Look("A caption. Its picture is missing.", " ".join(match[1].split()))
    elif video := find_video(part):
        yield Embedded(video.page)
    elif all(line.lstrip().startswith(">") for line in lines):
        yield _quote(lines)
    elif items := _items(lines):
        yield items
    elif len(lines) == 1 and not is_last and _is_heading(part):
        yield Heading(part)
    else:
        yield Prose("<p>" + "<br>".join(escape(line, quote=False) for line in lines) + "</p>")


def _is_heading(line: str) -> bool:
    """Whether a line by itself is a heading: short, and no sentence that ends."""
    return len(line) <= LONGEST_HEADING and line[-1] not in ".,;:!…”\"'’)" and line[0].isalnum()


def _items(lines: list[str]) -> Prose | None:
    for pattern, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        found = [pattern.fullmatch(line) for line in lines]
        if all(found) and (len(found) > 1 or tag == "ul"):
            rows = "".join(f"<li>{escape(m[1].strip(), quote=False)}</li>" for m in found if m)
            return Prose(f"<{tag}>{rows}</{tag}>")
    return None


def _quote(lines: list[str]) -> Quote:
    words = [line.lstrip()[1:].strip() for line in lines]
    source = ""
    if len(words) > 1 and words[-1].startswith(("—", "–", "--")):
        source = words.pop().lstrip("—–- ")
    return Quote("\n".join(words), source)
