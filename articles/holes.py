"""The holes that a new draft's patterns leave for its writer, and that nobody may publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from articles.gaps import Gap

if TYPE_CHECKING:
    from articles.article import Article

HOLE = "[…]"
TEXTS = (
    "title",
    "revealing_headline",
    "safe_dek",
    "dek",
    "seo_title",
    "search_description",
    "sets_up",
)


def unfilled(article: Article) -> Iterator[Gap]:
    """Every field that still has a hole."""
    streams: dict[str, Any] = {
        name: str(list(getattr(article, name).raw_data)) for name in ("takeaways", "body")
    }
    for name in (*TEXTS, *streams):
        if HOLE in (streams.get(name) or getattr(article, name) or ""):
            yield Gap(name, f"Put your own words where the pattern has {HOLE}.")
