"""The style guide's material: one of everything, from what is published where it can be."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from articles.article_page import article_page
from articles.blocks import BodyBlock
from articles.body import render_body
from articles.listing import as_show_cards, cards, live_articles, live_shows, with_seasons
from articles.models import Article, Fate
from articles.ring import ring_of
from articles.shield import Position


def sample_page() -> dict[str, Any]:
    """The context of the style guide. Empty lists where nothing is published yet."""
    articles = list(live_articles().defer(None)[:6])
    shows = list(live_shows()[:3])
    context: dict[str, Any] = {
        "cards": cards(articles[:4]),
        "show_cards": as_show_cards(shows),
        "parts": _one_of_each(articles),
        "fates": [
            Fate(character="Ana Lindqvist", actor="An actor", status=status, line="Stays.")
            for status in Fate.Status
        ],
        "pages": Paginator(range(60), 20).page(2),
        "rings": _rings(shows),
        "widths": ["main", "wide", "full"],
    }
    if articles:
        view = article_page(articles[0])
        context |= {"view": view, "page": view.article}
    return context


def _rings(shows: list[Any]) -> list[Any]:
    """A show's ring: empty, part of the way, a whole season, everything."""
    if not shows:
        return []
    seasons = max(with_seasons(shows).values(), key=len)
    return [
        ring_of(seasons, up_to)
        for up_to in (None, Position(1, 4), Position(2, 10), Position(99, 99))
    ]


def _one_of_each(articles: list[Article]) -> list[Any]:
    """One block of every kind: a published one, else the newsroom's own preview."""
    found: dict[str, Any] = {}
    for article in articles:
        for part in render_body(article.body).parts:
            found.setdefault(part.block_type, part)
    stream = BodyBlock()
    for name, block in stream.child_blocks.items():
        if name not in found:
            value = stream.to_python([{"type": name, "value": block.get_preview_value()}])
            found[name] = render_body(value).parts[0]
    return [found[name] for name in stream.child_blocks]
