"""Previewing an article as three readers: one behind, one at its boundary, one caught up.

The preview is the article's own page with the page's own scripts; only the device that they ask is
another one (``static/js/newsroom/preview.js``), which remembers this reader's progress and theme.
So the shield decides as it does for readers, and nothing of the writer's own reading changes.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.shield import NOT_STARTED, Position, covers

READERS = {"at": "At the boundary", "behind": "Behind", "caught-up": "Caught up"}
THEMES = ("light", "dark")
MODES = [(f"{r}-{t}", f"{label}, {t}") for t in THEMES for r, label in READERS.items()]
SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 390, "label": "Phone, 390 pixels"},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 820, "label": "Tablet, 820 pixels"},
    {"name": "desktop", "icon": "desktop", "device_width": 1440, "label": "Desktop, 1440 pixels"},
]


@dataclass(frozen=True, slots=True)
class Preview:
    """Who looks at the page, on which device, and how the article looks to them in a list."""

    reader: str  # a key of READERS
    theme: str
    words: str
    memory: str  # what the reader's device remembers, as the page's scripts keep it
    card: Any
    reveals: bool  # whether a list shows them the revealing form


class ReaderPreviews:
    """An article's preview modes and sizes in the newsroom."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Every reader in every theme; the first one is the default."""
        return MODES

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The widths of the devices."""
        return SIZES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The article's page as somebody else sees it. An unknown mode is the default one."""
        known = mode_name if mode_name in dict(MODES) else MODES[0][0]
        reader, _, theme = known.rpartition("-")
        page: Any = self
        context = page.get_context(request)
        context["preview"] = preview_of(page, context["view"].show, reader, theme)
        return TemplateResponse(request, "articles/newsroom/preview.html", context)


def preview_of(article: Any, show: Any, reader: str, theme: str) -> Preview:
    """The article before such a reader. Without a boundary nobody can be behind or caught up."""
    boundary = article.boundary if article.boundary_id else None
    if boundary is None or boundary.season.show_id != show.pk:
        words = "Choose the article’s boundary to see it as readers do."
        return Preview(reader, theme, words, "{}", None, reveals=False)
    stands, episode = standing(reader, boundary)
    said = [stands.season, stands.episode, episode, 0]
    reveals = covers(stands, boundary.position)
    return Preview(
        reader=reader,
        theme=theme,
        words=_words(reader, stands, film=show.is_film),
        memory=json.dumps({"progress": {show.pk: said}, "asked": {show.pk: 1}}),
        card=_card(article, reveals=reveals),
        reveals=reveals,
    )


def standing(reader: str, boundary: Any) -> tuple[Position, int]:
    """Where such a reader stands in the show, with the episode's key; 0 before the first one."""
    if reader == "at":
        return boundary.position, boundary.pk
    episodes = apps.get_model("articles", "Episode").objects.filter(
        season__show_id=boundary.season.show_id
    )
    places = sorted((episode.position, episode.pk) for episode in episodes)
    if reader == "caught-up":
        return places[-1]
    before = [place for place in places if place[0] < boundary.position]
    return before[-1] if before else (NOT_STARTED, 0)


def _words(reader: str, stands: Position, *, film: bool) -> str:
    if film:
        return "a reader who has not seen it" if reader == "behind" else "a reader who has seen it"
    if stands == NOT_STARTED:
        return "a reader who has not started"
    return f"a reader who has watched up to {stands}"


def _card(article: Any, *, reveals: bool) -> Any:
    """The article's card, safe or revealing. Without its key, so that no script replaces it."""
    from articles.listing import cards

    shown = copy.copy(article)
    shown.pk = None
    if reveals:
        shown.title = article.revealing_headline or article.title
        shown.safe_dek = article.dek or article.safe_dek
        shown.safe_hero = article.hero or article.safe_hero
    return cards([shown])[0]
