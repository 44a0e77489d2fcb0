"""The hits of a page as a reader sees them: whatever is no longer public has vanished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles.listing import Card, cards, live_articles, live_shows
from articles.models import Author, Character, Show
from articles.pictures import load_renditions
from articles.search.excerpts import excerpt, marked
from articles.search.findable import Findable
from articles.search.finding import Hit
from articles.search.words import Word
from articles.templatetags.site import typographic

KIND = Findable.Kind
PICTURE = ("file", "width", "height", "description")
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
SHOW = ("title", "url_path", "kind")
# What a hit shows of an article. Making whole articles, episodes and shows took half of the time.
OF_ARTICLES = (
    *("title", "url_path", "safe_dek"),
    *(f"safe_hero__{name}" for name in (*PICTURE, *FOCUS)),
    *("boundary__number", "boundary__season__number", "boundary__season__title"),
    *(f"boundary__season__show__{name}" for name in SHOW),
)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found. ``thing`` is the article's card, or else the thing itself."""

    kind: str
    title: SafeString
    excerpt: SafeString
    address: str
    show: Show | None
    thing: Any


def results(hits: Sequence[Hit], asked: Sequence[Word]) -> list[Result]:
    """Make what a page shows of its hits, in their order, in a fixed number of queries."""
    things = _things(hits)
    found = []
    for hit in hits:
        thing = things.get((hit.kind, hit.character_id or hit.page_id))
        if thing is not None:
            found.append(_result(hit.kind, thing, asked))
    return found


def _things(hits: Sequence[Hit]) -> dict[tuple[str, int | None], Any]:
    ids: dict[str, list[int]] = {kind: [] for kind in KIND.values}
    for hit in hits:
        ids[hit.kind].append(hit.character_id or hit.page_id or 0)
    articles = _few(live_articles().only(*OF_ARTICLES), ids[KIND.ARTICLE])
    shows = _few(live_shows().select_related(None).select_related("key_art"), ids[KIND.SHOW])
    characters = _characters(ids[KIND.CHARACTER])
    authors = _authors(ids[KIND.AUTHOR])
    load_renditions(
        *(article.safe_hero for article in articles),
        *(show.key_art for show in shows),
        *(character.show.patch for character in characters),
        *(author.portrait for author in authors),
    )
    made = cards(articles, pictures=False) if articles else []
    return {
        **{(KIND.ARTICLE.value, card.article.pk): card for card in made},
        **{(KIND.SHOW.value, show.pk): show for show in shows},
        **{(KIND.CHARACTER.value, character.pk): character for character in characters},
        **{(KIND.AUTHOR.value, author.pk): author for author in authors},
    }


def _few(found: QuerySet[Any], ids: list[int]) -> list[Any]:
    return list(found.filter(pk__in=ids)) if ids else []


def _characters(ids: list[int]) -> list[Character]:
    found = Character.objects.filter(pk__in=ids, boundary=None, show__live=True)
    return list(found.select_related("show__patch")) if ids else []


def _authors(ids: list[int]) -> list[Author]:
    found = Author.objects.live().filter(pk__in=ids).select_related("portrait")
    return list(found) if ids else []


def _result(kind: str, thing: Any, asked: Sequence[Word]) -> Result:
    if isinstance(thing, Card):
        article = thing.article
        title = marked(typographic(article.title), asked)
        text = excerpt(article.safe_dek, asked)
        return Result(kind, title, text, thing.url, thing.show, thing)
    if isinstance(thing, Character):
        title, text = marked(thing.name, asked), excerpt(thing.line, asked)
        return Result(kind, title, text, address_of(thing), thing.show, thing)
    about = excerpt(thing.synopsis if isinstance(thing, Show) else thing.biography, asked)
    return Result(kind, marked(thing.title, asked), about, thing.address, None, thing)


def address_of(character: Character) -> str:
    """Where everybody meets a character: on who's who, without a place."""
    return f"{character.show.address}who/#{character.anchor}"
