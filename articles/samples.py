"""The style guide's material: one of everything, from what is published where it can be."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator

from articles.article_page import article_page
from articles.blocks import BodyBlock
from articles.body import render_body
from articles.catching_up import catch_up
from articles.corrections import Correction
from articles.front import front_of
from articles.hub import hub_of
from articles.listing import as_show_cards, cards, live_articles, live_shows, with_seasons
from articles.models import Article, Fate, FrontPage
from articles.ring import ring_of
from articles.search.asking import Asked
from articles.search.page import search_page
from articles.shield import Position
from articles.through import end_of, place, seasons_of


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
        "notes": [
            Correction(kind=kind, text="What was wrong, and what is right.")
            for kind in Correction.Kind
        ],
        "pages": [Paginator(range(60), 20).page(number) for number in (1, 2, 3)],
        "rings": _rings(shows),
        "bare_cards": [replace(card, picture=None) for card in cards(articles[:1])],
    }
    of_kind = {part.block_type: part.value for part in context["parts"]}
    context |= {
        "figures": [_in_width(of_kind["picture"], width) for width in ("main", "wide", "full")],
        "passage": of_kind["passage"],
    }
    if articles:
        # One that has everything, if there is one.
        view = article_page(next((a for a in articles if a.videos.all()), articles[0]))
        context |= {"view": view, "page": view.article, "hub": hub_of(view.show)}
        context |= _ways_on(view.show)
        front = FrontPage.objects.live().first()
        context["rows"] = front_of(front).rows if front else []
    return context


def _ways_on(show: Any) -> dict[str, Any]:
    """Where a reader chooses how far to be told, before and after; and a search that finds."""
    seasons = seasons_of(show)
    ends = [place(show, seasons, end) for season in seasons if (end := end_of(season))]
    return {
        "choosing": catch_up(show, seasons, None),
        "chosen": catch_up(show, seasons, ends[0]),
        "found": search_page(Asked(query=show.title), None),
        "not_found": search_page(Asked(query="xylophone"), None),
    }


def _in_width(picture: Any, width: str) -> Any:
    """A picture block's value in another width."""
    other = copy(picture)
    other["width"] = width
    return other


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
            preview = block.get_prep_value(block.get_preview_value())
            value = stream.to_python([{"type": name, "value": preview}])
            found[name] = render_body(value).parts[0]
    return [found[name] for name in stream.child_blocks]
