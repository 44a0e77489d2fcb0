"""What makes an article good, and is no reason to refuse it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from articles.checking.findings import Finding
from articles.checking.links import links_of

if TYPE_CHECKING:
    from articles.article import Article

# Characters: (at least, at most). What is longer is cut by cards, link previews or search engines.
LENGTHS = {
    "title": ("safe headline", 25, 80),
    "revealing_headline": ("revealing headline", 20, 100),
    "safe_dek": ("safe dek", 60, 200),
    "seo_title": ("title for search engines", 20, 60),
    "search_description": ("description for search engines", 60, 160),
}
WIDEST = 1200  # pixels; a picture that is narrower looks soft
UNDER_A_HEADING = {"question", "timeline", "then_and_now"}  # they have headings of the third level
AFFILIATE = re.compile(
    r"""^https?://(?:[\w-]+\.)*(?:
        amzn\.(?:to|eu) | amazon\.[a-z.]+/.*[?&]tag= | bookshop\.org/a/ | awin1\.com
        | shareasale\.com | linksynergy\.com | anrdoezrs\.net | dpbolvw\.net | jdoqocy\.com
        | kqzyfj\.com | tkqlhce\.com | skimresources\.com | prf\.hn | rstyle\.me
        | apple\.com/.*[?&]at=
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def craft(article: Article) -> Iterator[Finding]:
    """Lengths, fates, headings, pictures, and links from which somebody earns."""
    yield from _lengths(article)
    if not article.fates.all():
        yield Finding(
            "fates",
            "It says of nobody where they stand.",
            "Add the characters whom readers ask about. The catch-up needs them too.",
        )
    yield from _headings(article)
    yield from _pictures(article)
    yield from _affiliates(article)


def _lengths(article: Article) -> Iterator[Finding]:
    for field, (label, least, most) in LENGTHS.items():
        length = len((getattr(article, field) or "").strip())
        if length > most:
            yield Finding(
                field,
                f"The {label} has {length} characters and may be cut off.",
                f"Bring it to {most} or fewer.",
            )
        elif 0 < length < least:
            yield Finding(
                field,
                f"The {label} has {length} characters and says little.",
                f"Give it {least} or more.",
            )


def _headings(article: Article) -> Iterator[Finding]:
    parts: list[Any] = list(article.body)
    headed = False
    for part, after in zip_longest(parts, parts[1:]):
        block = str(part.id or "")
        if part.block_type == "heading":
            headed = True
            if after is None or after.block_type == "heading":
                yield Finding(
                    "body",
                    f"Nothing stands under “{part.value['text'] or 'an empty heading'}”.",
                    "Write the section, or remove the heading.",
                    block=block,
                )
        elif part.block_type in UNDER_A_HEADING and not headed:
            yield Finding(
                "body",
                f"A {part.block.label.lower()} stands before the first heading, so that the"
                " page’s headings skip a level.",
                "Put a heading above it.",
                block=block,
            )
            headed = True  # said once


def pictures_of(article: Article) -> Iterator[tuple[str, str, Any, str]]:
    """Every picture: the field, the block, the picture, and a credit that stands beside it."""
    for name in ("safe_hero", "hero"):
        if picture := getattr(article, name):
            yield name, "", picture, ""
    for part in article.body:
        block = str(part.id or "")
        if part.block_type == "picture" and part.value.get("picture"):
            yield "body", block, part.value["picture"], part.value.get("credit") or ""
        if part.block_type == "video" and part.value.get("poster"):
            yield "body", block, part.value["poster"], ""
    for row in article.videos.all():
        if row.poster:
            yield "videos", "", row.poster, ""


def _pictures(article: Article) -> Iterator[Finding]:
    for field, block, picture, credit in pictures_of(article):
        if not (credit or picture.credit).strip():
            yield Finding(
                field,
                f"“{picture.title}” has no credit.",
                "Say under Images whose it is, or in the block.",
                block=block,
            )
        if field == "body" and not picture.description.strip():
            yield Finding(
                field,
                f"“{picture.title}” has no alt text of its own (its description).",
                "Describe it under Images. The next article that uses it needs it.",
                block=block,
            )
        if picture.width < WIDEST and field != "safe_hero":  # there it blocks
            yield Finding(
                field,
                f"“{picture.title}” is {picture.width} pixels wide and will look soft.",
                f"Use one of {WIDEST} pixels or more.",
                block=block,
            )


def _affiliates(article: Article) -> Iterator[Finding]:
    if article.carries_affiliate_links:
        return
    for link in links_of(article):
        if AFFILIATE.match(link.href):
            yield Finding(
                "has_affiliate_links",
                f"“{link.words}” looks like an affiliate link, and the page does not say so.",
                "Tick “carries affiliate links”, or use a Product block for the link.",
            )
            return
