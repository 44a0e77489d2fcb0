"""What was found, with the words that were asked for marked. Everything else is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.search.finding import SHORTEST_START
from articles.search.words import Word, words_of

LENGTH = 200  # characters


def _is_asked(word: Word, asked: Sequence[Word]) -> bool:
    last = asked[-1]
    begins = len(last.folded) >= SHORTEST_START and word.folded.startswith(last.folded)
    return begins or any(word.term == each.term for each in asked)


def marked(text: str, asked: Sequence[Word]) -> SafeString:
    """A text as HTML, with ``<mark>`` around what was asked for."""
    if not asked:
        return SafeString(escape(text))
    pieces, at = [], 0
    for word in words_of(text):
        if _is_asked(word, asked):
            pieces += [escape(text[at : word.start])]
            pieces += [format_html("<mark>{}</mark>", text[word.start : word.end])]
            at = word.end
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def excerpt(text: str, asked: Sequence[Word]) -> SafeString:
    """The part of a text around the first word that was asked for, marked."""
    text = " ".join(text.split())
    if len(text) <= LENGTH:
        return marked(text, asked)
    first = next((word.start for word in words_of(text) if asked and _is_asked(word, asked)), 0)
    start = 0
    if first > LENGTH // 2:
        start = text.rfind(" ", 0, first - LENGTH // 4) + 1
    end = len(text) if start + LENGTH >= len(text) else text.rfind(" ", start, start + LENGTH)
    end = end if end > start else start + LENGTH
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return marked(f"{before}{text[start:end]}{after}", asked)
