"""Shows whose articles tell fates, takeaways and timelines, for the pages up to a place."""

from __future__ import annotations

from typing import Any

from articles.models import Article, Character, Episode, Fate, Show
from tests.factories import episode_of, make_article, make_author, make_picture, paragraph


def timeline(*rows: str, title: str = "In order") -> dict[str, Any]:
    """A body block that tells these moments."""
    moments = [{"when": str(n), "what": row} for n, row in enumerate(rows, start=1)]
    return {"type": "timeline", "value": {"title": title, "rows": moments}}


def passage(boundary: Episode, text: str) -> dict[str, Any]:
    """A body block behind a veil."""
    value = {"boundary": boundary.pk, "label": "Later", "text": f"<p>{text}</p>"}
    return {"type": "passage", "value": value}


def tell(
    show: Show,
    boundary: Episode,
    *,
    takeaways: list[str] | None = None,
    fates: list[Fate] | None = None,
    body: list[dict[str, Any]] | None = None,
    **fields: Any,
) -> Article:
    """A public article with exactly these fates, made without the cost of publishing."""
    sentences = takeaways or ["One.", "Two.", "Three."]
    article = make_article(
        show, publish=False, boundary=boundary, author=fields.pop("author", None) or make_author(),
        safe_hero=fields.pop("safe_hero", None) or make_picture(),
        takeaways=[{"type": "takeaway", "value": sentence} for sentence in sentences],
        body=body or [paragraph()], **fields,
    )  # fmt: skip
    Article.objects.filter(pk=article.pk).update(
        live=True, first_published_at="2026-01-01T00:00:00Z", has_unpublished_changes=False
    )
    article = Article.objects.get(pk=article.pk)
    for fate in Fate.objects.filter(article=article):
        fate.delete()
    for place, fate in enumerate(fates or []):
        fate.article, fate.sort_order = article, place
        fate.save()
    return article


def introduce(show: Show, name: str, boundary: Episode | None = None, **fields: Any) -> Character:
    """A character of the show."""
    character = Character(show=show, name=name, boundary=boundary, **fields)
    character.save()
    show.save()
    return character


def finales(show: Show) -> list[Episode]:
    """The last episode of each season that the factory makes."""
    return [episode_of(show, season.number, 3) for season in show.seasons.order_by("number")]
