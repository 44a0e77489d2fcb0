"""The first mention of a character in an article, as an editor marked it: a link to who's who.

Stored as ``<a linktype="character" id="12">Ed</a>``, so that it survives a change of the name.
"""

from __future__ import annotations

import re

from django.utils.html import format_html

from articles.characters import Character
from articles.remembered import remembered
from articles.shield import Position, covers

LINK = re.compile(r'<a\b(?=[^>]*\slinktype="character")([^>]*)>(.*?)</a>', re.DOTALL)
ID = re.compile(r'\sid="([0-9]{1,18})"')


def unlink(text: str) -> str:
    """The text without its marks, for a place that can't lead to who's who."""
    return LINK.sub(lambda match: match[2], text) if 'linktype="character"' in text else text


class Mentions:
    """Which characters an article has mentioned so far, while its texts become HTML in order.

    A character becomes a link once, and only if somebody at the article's boundary may know of
    them. Asks the database once, and not at all where nothing is marked.
    """

    def __init__(self, show_id: int, who: str, boundary: Position | None) -> None:
        """``who`` is the path of the show's who's who; without a boundary nothing is linked."""
        self.show_id = show_id
        self.who = who
        self.boundary = boundary
        self.seen: set[int] = set()
        self.known: dict[int, str] | None = None

    def link(self, text: str) -> str:
        """Turn the marks of a cleaned text into links, or into plain words."""
        return LINK.sub(self._linked, text) if 'linktype="character"' in text else text

    def _linked(self, match: re.Match[str]) -> str:
        found = ID.search(match[1])
        pk = int(found[1]) if found else 0
        anchor = self._anchors().get(pk)
        if anchor is None or pk in self.seen or self.boundary is None:
            return match[2]
        self.seen.add(pk)
        through = str(self.boundary).lower()
        opening = format_html(
            '<a href="{}?through={}#{}" data-who="{}">', self.who, through, anchor, pk
        )
        return f"{opening}{match[2]}</a>"

    def _anchors(self) -> dict[int, str]:
        """The anchors of the show's characters who may be shown here."""
        if self.known is None:
            characters = remembered(lambda: _characters_of(self.show_id), "who", self.show_id)
            self.known = {
                pk: anchor
                for pk, anchor, first_seen in characters
                if self.boundary and covers(self.boundary, first_seen)
            }
        return self.known


def _characters_of(show_id: int) -> list[tuple[int, str, Position | None]]:
    """A show's characters: their keys, their anchors, and when they are first seen."""
    found = Character.objects.filter(show_id=show_id).select_related("boundary__season")
    return [(character.pk, character.anchor, character.first_seen) for character in found]
