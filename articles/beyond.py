"""Whether a part of an article gives away more than the article says that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from articles.gaps import Gap, is_foreign
from articles.shield import Position

if TYPE_CHECKING:
    from wagtail.models import Page

    from articles.article import Article
    from articles.shows import Episode


Places = Callable[["Episode"], Position]


def place_of(episode: Episode) -> Position:
    """Where an episode stands now."""
    return episode.position


def is_beyond(episode: Episode | None, article: Article, place: Places = place_of) -> bool:
    """Whether an episode lies after the article's boundary, or in another show.

    Without an episode nothing is given away; without the article's own boundary nothing can be
    compared, and that it is missing is a gap of its own. ``place`` says where episodes stand, or
    would after a renumbering.
    """
    own = article.boundary
    if episode is None or own is None:
        return False
    return is_foreign(episode, own.season.show) or place(episode) > place(own)


def beyond(article: Article, place: Places = place_of) -> Iterator[Gap]:
    """Everything in the open that gives away more than the article's boundary."""
    if article.hero:
        yield from _picture("hero", article.hero, article, place)
    for fate in article.fates.all():
        if is_beyond(fate.boundary, article, place):
            yield Gap(
                "fates",
                f"The fate of {fate.character} gives away {fate.boundary.label}, more than the"
                " article does. Tell it in a passage behind a veil instead.",
            )
    for video in article.videos.all():
        if is_beyond(video.boundary, article, place):
            yield Gap("videos", f"“{video.title}” gives away {video.boundary.label}.")
        if video.poster:
            yield from _picture("videos", video.poster, article, place)
    for number, part in enumerate(article.body, start=1):
        for gap in _block(part, article, place):
            yield Gap("body", f"Block {number} ({part.block.label}): {gap.message}")


def _picture(field: str, picture: Any, article: Article, place: Places) -> Iterator[Gap]:
    if is_beyond(picture.boundary, article, place):
        yield Gap(field, f"The picture “{picture.title}” gives away {picture.boundary.label}.")


def _block(part: Any, article: Article, place: Places) -> Iterator[Gap]:
    if part.block_type == "picture" and part.value.get("picture"):
        yield from _picture("body", part.value["picture"], article, place)
    if part.block_type == "video" and part.value.get("poster"):
        yield from _picture("body", part.value["poster"], article, place)
    if part.block_type == "passage" and article.boundary and part.value.get("boundary"):
        episode = part.value["boundary"]
        if is_foreign(episode, article.boundary.season.show):
            yield Gap("body", "its boundary belongs to another show.")
        elif place(episode) <= place(article.boundary):
            yield Gap("body", "it gives away no more than the article, so it needs no veil.")


def safe_places(picture_id: int) -> list[Page]:
    """The pages that show this picture where everybody sees it."""
    from articles.models import Article, Author, Show, StandardPage

    return [
        *Article.objects.live().filter(safe_hero_id=picture_id),
        *Show.objects.filter(Q(key_art_id=picture_id) | Q(patch_id=picture_id)),
        *Author.objects.filter(portrait_id=picture_id),
        *(page for page in StandardPage.objects.live() if _is_in(page.body, picture_id)),
    ]


def articles_that_give_less_away(picture_id: int, boundary: Episode) -> list[Article]:
    """The public articles that show this picture openly and stop before this boundary.

    Those of the boundary's own show are looked through; others name the picture in a field.
    """
    from articles.models import Article

    fields = Q(hero_id=picture_id) | Q(videos__poster_id=picture_id)
    named = set(Article.objects.live().filter(fields).values_list("pk", flat=True))
    under = Q(path__startswith=boundary.season.show.path)
    found = Article.objects.live().filter(under | Q(pk__in=named))
    return [
        article
        for article in found.select_related("boundary__season__show")
        if is_beyond(boundary, article)
        and (article.pk in named or _is_in(article.body, picture_id))
    ]


def _is_in(body: Any, picture_id: int) -> bool:
    """Whether a body shows this picture, as a picture or as a video's poster."""
    return any(
        block["type"] in {"picture", "video"}
        and picture_id in (block["value"].get("picture"), block["value"].get("poster"))
        for block in body.raw_data
    )
