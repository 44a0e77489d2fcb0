"""What tells search of a change: every saving, moving and deleting, through whichever door."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from articles.search import index, vocabulary
from articles.search.findable import Findable


def connect() -> None:
    """Listen. A show says by itself when it was saved, once its seasons and characters are."""
    from wagtail.signals import page_unpublished, post_page_move

    from articles.models import Article, Author, Character

    for model in (Article, Author):
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"search-{model.__name__}")
    post_save.connect(_character_saved, sender=Character, dispatch_uid="search-character")
    post_page_move.connect(_page_moved, dispatch_uid="search-moved")
    # The schedule and bulk actions save the page alone, whose signal knows no article.
    page_unpublished.connect(_page_moved, dispatch_uid="search-unpublished")
    post_delete.connect(_row_deleted, sender=Findable, dispatch_uid="search-words")


def _page_saved(sender: Any, instance: Any, **_: Any) -> None:
    index.page_changed(instance)


def _character_saved(sender: Any, instance: Any, **_: Any) -> None:
    index.character_changed(instance)


def _page_moved(sender: Any, instance: Any, **_: Any) -> None:
    index.page_changed(instance.specific)


def _row_deleted(sender: Any, instance: Findable, **_: Any) -> None:
    vocabulary.change(gone=[instance.title])
