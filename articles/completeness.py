"""What an article lacks to be published: the one list that every door asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from articles.addresses import parent_of
from articles.beyond import beyond
from articles.gaps import Gap, PageRefused, is_foreign
from articles.holes import unfilled
from articles.importing.safety import archive_gaps

if TYPE_CHECKING:
    from articles.article import Article
    from articles.pictures import Picture

MIN_TAKEAWAYS, MAX_TAKEAWAYS = 3, 6
SHARE_WIDTH, SHARE_HEIGHT = 1200, 675  # pixels of the picture in a link preview


class ArticleIncomplete(PageRefused):
    """Raised by a door that refuses to publish an article that lacks something."""


def missing(article: Article) -> list[Gap]:
    """List what this article lacks to be published; an empty list means that it is complete."""
    return [
        *_fields(article),
        *_rows(article),
        *_takeaways(article),
        *_body(article),
        *beyond(article),
        *unfilled(article),
        *archive_gaps(article),
    ]


def _fields(article: Article) -> Iterator[Gap]:
    wanted = {
        "kicker": "Say what kind of article it is.",
        "revealing_headline": "Write the headline that says what happens.",
        "safe_dek": "Write the safe dek.",
        "dek": "Write the revealing dek.",
        "safe_hero": "Choose a hero picture that gives nothing away.",
    }
    for name, message in wanted.items():
        value = getattr(article, name)
        if not (value.strip() if isinstance(value, str) else value):
            yield Gap(name, message)
    if article.boundary_id is None:
        yield Gap("boundary", "Choose the last episode that the article gives away.")
    elif is_foreign(article.boundary, parent_of(article)):
        yield Gap("boundary", "This episode belongs to another show.")
    for name in ("safe_hero", "hero"):
        picture = getattr(article, name)
        if picture is not None and not picture.description.strip():
            yield Gap(name, f"“{picture.title}” has no alt text (its description).")
    if article.safe_hero is not None:
        yield from safe_hero_gaps(article.safe_hero)


def safe_hero_gaps(picture: Picture) -> Iterator[Gap]:
    """Why this picture can't be a safe hero: it spoils, or is too small for a link preview."""
    if picture.boundary_id is not None:
        yield Gap("safe_hero", f"“{picture.title}” has a boundary, so it is not safe.")
    yield from too_small(picture)


def too_small(picture: Picture) -> Iterator[Gap]:
    """Why this picture makes no link preview, which every safe hero does."""
    if picture.width < SHARE_WIDTH or picture.height < SHARE_HEIGHT:
        yield Gap(
            "safe_hero",
            f"“{picture.title}” is too small for link previews: it needs {SHARE_WIDTH} by"
            f" {SHARE_HEIGHT} pixels and has {picture.width} by {picture.height}.",
        )


def _rows(article: Article) -> Iterator[Gap]:
    if not any(byline.author.live for byline in article.bylines.all()):
        yield Gap("bylines", "Name at least one author who has a public page.")
    if any(row.to_id == article.pk for row in article.related.all()):
        yield Gap("related", "An article is not related to itself.")
    for fate in article.fates.all():
        if not (fate.character.strip() and fate.line.strip()):
            yield Gap("fates", "Every fate needs a character and a line.")
    for number, video in enumerate(article.videos.all(), start=1):
        if video.video is None:
            yield Gap("videos", f"Video {number} needs the https address at YouTube or Vimeo.")
        if video.poster is None:
            yield Gap("videos", f"Video {number} needs a poster, one of our own pictures.")


def _takeaways(article: Article) -> Iterator[Gap]:
    written = [block for block in article.takeaways if str(block.value).strip()]
    yield from _refused("takeaways", written)
    count = len(written)
    if not MIN_TAKEAWAYS <= count <= MAX_TAKEAWAYS:
        yield Gap(
            "takeaways",
            f"Give {MIN_TAKEAWAYS} to {MAX_TAKEAWAYS} takeaways; there are {count}.",
        )


def _body(article: Article) -> Iterator[Gap]:
    stream: StreamValue = article.body
    if not len(stream):
        yield Gap("body", "Write the article.")
    yield from _refused("body", stream)


def _refused(field: str, stream: Iterable[Any]) -> Iterator[Gap]:
    """What each block's own rules say against it; an import and a draft do not ask them."""
    for number, block in enumerate(stream, start=1):
        try:
            block.block.clean(block.value)
        except ValidationError as error:
            for message in _messages(error):
                yield Gap(field, f"Block {number} ({block.block.label}): {message}")


def _messages(error: ValidationError, label: str = "") -> Iterator[str]:
    """Flatten a block's nested errors into sentences that name the field."""
    nested = getattr(error, "block_errors", None)
    whole = getattr(error, "non_block_errors", None)
    for problem in whole.data if whole else []:
        yield from _messages(problem, label)
    if nested:
        items = nested.items() if isinstance(nested, dict) else enumerate(nested, start=1)
        for name, child in items:
            if child is None:
                continue
            # A list names its rows by their place, counted from nothing; an editor counts from one.
            place = name + 1 if isinstance(nested, dict) and isinstance(name, int) else name
            words = f"{place}".replace("_", " ")
            for one in child if isinstance(child, list) else [child]:
                yield from _messages(one, f"{label} {words}".strip())
    if nested or whole:
        return
    for message in error.messages:
        yield f"{label}: {message}" if label else message
