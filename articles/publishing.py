"""Publishing an article: refused while it is incomplete, pictures made ready when it is not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from articles.completeness import ArticleIncomplete, missing
from articles.pictures import Picture, make_renditions
from articles.prose import plain_text

if TYPE_CHECKING:
    from articles.article import Article
    from articles.people import Author
    from articles.shows import Show

log = logging.getLogger(__name__)


def refuse_incomplete(article: Article) -> None:
    """Raise ArticleIncomplete when the article lacks something to be published."""
    gaps = missing(article)
    if gaps:
        log.info("Refused to publish article %s: %d gaps.", article.pk, len(gaps))
        raise ArticleIncomplete(article, gaps)


def refuse_incomplete_going_live(article: Article) -> None:
    """Refuse when saving this article would put another revision, or its first, before readers.

    The last door behind all others, for code that sets ``live`` by itself. What is live already
    may be saved again, for example when it is moved.
    """
    if not article.live:
        return
    stored = (
        type(article).objects.filter(pk=article.pk).values_list("live", "live_revision_id").first()
    )
    if stored != (True, article.live_revision_id):
        refuse_incomplete(article)


def words_of(value: Any) -> Iterator[str]:
    """Every string inside a block's stored form."""
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "type", "url", "alt", "width", "credit"}:
                yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)


def count_words(article: Article) -> int:
    """How many words a reader of the whole article reads."""
    texts = [
        *words_of(list(article.takeaways.raw_data)),
        *words_of(list(article.body.raw_data)),
        plain_text(article.sets_up or ""),
        *(fate.line for fate in article.fates.all()),
    ]
    return sum(len(text.split()) for text in texts)


def make_page_renditions(page: Any) -> None:
    """Make the renditions that a page of the publication uses, whatever kind of page it is."""
    from articles.models import Article, Author, Show, StandardPage

    if isinstance(page, Article):
        make_article_renditions(page)
    elif isinstance(page, Show):
        make_show_renditions(page)
    elif isinstance(page, Author):
        make_author_renditions(page)
    elif isinstance(page, StandardPage):
        make_body_renditions(page.body)


def make_body_renditions(body: Any) -> None:
    """Make every rendition that a body's blocks use."""
    for part in body:
        picture: Picture | None = None
        if part.block_type == "picture":
            picture = part.value.get("picture")
        elif part.block_type == "video":
            picture = part.value.get("poster")
        if picture:
            make_renditions(picture, ["figure"])


def make_article_renditions(article: Article) -> None:
    """Make every rendition that the article's page, cards and previews elsewhere use."""
    if article.shown_hero:
        make_renditions(article.shown_hero, ["hero", "card"])
    if article.safe_hero:
        make_renditions(article.safe_hero, ["hero", "card"], share=True)
    make_body_renditions(article.body)
    for video in article.videos.all():
        if video.poster:
            make_renditions(video.poster, ["card"])


def make_show_renditions(show: Show) -> None:
    """Make every rendition that the show's hub and cards use."""
    if show.key_art:
        make_renditions(show.key_art, ["hero", "card"], share=True)
    if show.patch:
        make_renditions(show.patch, ["patch"])


def make_author_renditions(author: Author) -> None:
    """Make every rendition that the author's page and bylines use."""
    if author.portrait:
        make_renditions(author.portrait, ["portrait"])
