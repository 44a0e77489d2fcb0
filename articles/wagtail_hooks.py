"""Where the newsroom meets Wagtail."""

from typing import Any

from wagtail import hooks

from articles.newsroom.bulk_publish import CompletePublishBulkAction
from articles.newsroom.choosers import episode_chooser
from articles.page_links import PageLinks


@hooks.register("register_admin_viewset")
def register_episode_chooser() -> Any:
    """Let forms and blocks choose an episode."""
    return episode_chooser


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features: Any) -> None:
    """Replace Wagtail's handler of links to pages with one that asks once."""
    features.register_link_type(PageLinks)


@hooks.register("register_bulk_action", order=100)
def register_bulk_publish() -> Any:
    """Replace Wagtail's bulk publishing; the later registration wins."""
    return CompletePublishBulkAction
