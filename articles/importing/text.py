"""One article, pasted or from a file, as plain text or HTML: becomes a draft under a show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from articles.importing.bodies import Found, make_body
from articles.importing.guesses import episode_for, guess
from articles.importing.long_texts import in_parts, is_too_long
from articles.importing.markup import take_apart
from articles.importing.pieces import Heading, Image, Look, Piece, Prose
from articles.importing.plain import take_text_apart
from articles.importing.plans import free_slug
from articles.importing.repair import Repair, repair
from articles.models import Article, Author, Byline, Show
from articles.prose import plain_text

LARGEST = 12_000_000  # characters
_HTML = re.compile(
    r"<(?:!doctype|html|body|article|p|h[1-6]|div|br|ul|ol|figure|section)\b", re.IGNORECASE
)
_HEAD = re.compile(r"<(head|script|style)\b.{0,2000000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^>]{0,200}>(.{1,500}?)</title", re.IGNORECASE | re.DOTALL)
# Names alone make a byline, so that a sentence such as "By the time she wakes" is none.
_NAME = r"[^\W\d_][\w'’.-]{0,40}"
_BYLINE = re.compile(
    rf"(?i:(?:written\s+)?by)\s+({_NAME}(?:\s+(?:&\s+)?{_NAME}){{0,6}})(?:\s*[|,].{{0,80}}(?<![.!?…]))?"
)
_SMALL = {"and", "de", "del", "della", "van", "von", "der", "den", "la", "le", "du", "da", "di"}
_ABOUT = re.compile(r"about\s+(?:the\s+author|(.{2,80}))", re.IGNORECASE)


class NothingToRead(ValueError):
    """Raised for a text without words, or one that is too large. The message is for people."""


@dataclass(slots=True)
class Text:
    """A text with what was recognised in it."""

    title: str = ""
    byline: str = ""
    about_author: str = ""
    pieces: list[Piece] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)


def decode(data: bytes) -> str:
    """A file's text: UTF-8 or UTF-16 where it is that, else what Windows writes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read(source: str) -> Text:
    """Recognise the title, the byline, the author box and the body. Raises NothingToRead."""
    if len(source) > LARGEST:
        raise NothingToRead("It is larger than an article can be.")
    source = source.replace("\0", "")
    if is_too_long(source):
        return _kept(source)
    source, repairs = repair(source)
    text = Text(repairs=repairs)
    if _HTML.search(source[:5000]):
        if match := _TITLE.search(source[:20_000]):
            text.title = plain_text(match[1])
        text.pieces = take_apart(_HEAD.sub("", source))
    else:
        text.pieces = take_text_apart(source)
    if not text.pieces:
        raise NothingToRead("There are no words in it.")
    _take_title(text)
    _take_byline(text)
    _take_author_box(text)
    return text


def _kept(source: str) -> Text:
    """A text that is longer than an article can be: nothing in it is looked for."""
    text = Text()

    def mend(part: str) -> str:
        fixed, repairs = repair(part)
        text.repairs += repairs
        return fixed

    text.pieces += in_parts("text", source, mend)
    return text


def _take_title(text: Text) -> None:
    first = text.pieces[0]
    if isinstance(first, Heading):
        text.title = first.text
        del text.pieces[0]


def _take_byline(text: Text) -> None:
    """A line “By …” before anything else has begun."""
    for piece in text.pieces[:2]:
        if not isinstance(piece, Heading | Prose):
            continue
        words = piece.text if isinstance(piece, Heading) else _first_paragraph(piece)
        match = _BYLINE.fullmatch(words)
        if match and _are_names(match[1]):
            text.byline = match[1].strip()
            if isinstance(piece, Prose):
                piece.html = piece.html.split("</p>", 1)[1]
            if isinstance(piece, Heading) or not piece.html:
                text.pieces.remove(piece)
            return


def _are_names(words: str) -> bool:
    """Whether every word begins as a name does, except for those that join names."""
    return all(word in _SMALL or not word[0].islower() for word in words.split())


def _is_author(name: str | None, byline: str) -> bool:
    """Whether “About …” is about who writes, and not about the story."""
    if name is None or name.casefold() == byline.casefold():
        return True
    return bool(Author.objects.filter(title__iexact=name).exists())


def _first_paragraph(piece: Prose) -> str:
    return plain_text(piece.html.split("</p>", 1)[0]) if piece.html.startswith("<p>") else ""


def _take_author_box(text: Text) -> None:
    """“About the author” and what follows to the end, or a last paragraph about who signs."""
    for number in range(len(text.pieces) - 1, -1, -1):
        piece = text.pieces[number]
        if isinstance(piece, Heading) and (match := _ABOUT.fullmatch(piece.text)):
            rest = text.pieces[number + 1 :]
            is_box = all(isinstance(each, Prose | Image) for each in rest)
            if not (is_box and _is_author(match[1], text.byline)):
                return
            text.about_author = " ".join(
                plain_text(each.html) for each in rest if isinstance(each, Prose)
            )
            text.byline = text.byline or match[1] or ""
            del text.pieces[number:]
            return
    last = text.pieces[-1] if text.pieces else None
    if text.byline and isinstance(last, Prose):
        start = last.html.rfind("<p>")
        words = plain_text(last.html[start:]) if start >= 0 else ""
        if words.startswith(f"{text.byline} is "):
            text.about_author = words
            last.html = last.html[:start]
            if not last.html:
                text.pieces.pop()


class _NoPictures:
    """Nothing comes with a text: each picture leaves a place where it was."""

    def picture(self, image: Image) -> Found:
        """None."""
        return Found(None, trouble="Add it to the pictures and choose it here.")

    def reused(self, old_id: int) -> list[Piece] | None:
        """None."""
        return None

    def attached(self) -> list[int]:
        """None."""
        return []

    def href(self, address: str) -> str:
        """As it is."""
        return address

    def is_file(self, address: str) -> bool:
        """Nothing is known of it."""
        return False


@transaction.atomic
def make_draft(text: Text, show: Show, user: Any = None, title: str = "") -> Article:
    """A draft under a show, with whatever needs a look in its place."""
    headline = (title or text.title or "Without a title")[:255]
    pieces = list(text.pieces)
    author = Author.objects.filter(title__iexact=text.byline).first() if text.byline else None
    if text.byline and author is None:
        pieces.append(Look("It was signed by somebody who is no author here.", text.byline))
    if text.about_author:
        pieces.append(Look("The author box. It belongs on the author’s page.", text.about_author))
    article = Article(
        title=headline, live=False, has_unpublished_changes=True, owner=user,
        slug=free_slug(slugify(string_to_ascii(headline))[:200] or "untitled", show, _anything),
        body=make_body(pieces, _NoPictures()).blocks,
    )  # fmt: skip
    if author is not None:
        article.bylines.add(Byline(author=author))
    found = guess(headline)
    if found:
        article.boundary = episode_for(found.stored(), show)
    Show.objects.get(pk=show.pk).add_child(instance=article)
    article.save_revision(user=user, clean=False)
    return article


def _anything(parent: int, slug: str) -> bool:
    """Only what is stored takes a slug."""
    return True
