"""An article's rows: bylines, fates, related articles, videos and notes, as its page needs them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from articles.prepared import PreparedModels

if TYPE_CHECKING:
    from articles.article import Article


def rows_of(article: Article, name: str) -> list[Any]:
    """The rows of this name in their order; in a preview, as they are in the draft."""
    held = getattr(article, name)
    if held.is_deferring:
        return list(held.all())
    kind: Any = type(article)
    return _stored(kind, name).of(article.pk)


@cache
def _stored(kind: Any, name: str) -> PreparedModels[Any]:
    model: Any = kind._meta.get_field(name).related_model
    return PreparedModels(model, lambda pk: model.objects.filter(article_id=pk), int)
