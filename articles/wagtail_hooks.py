"""Where the newsroom meets Wagtail."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from articles.addresses import reserved_slugs
from articles.completeness import is_foreign
from articles.models import Article
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


# This hook takes the class itself; a later registration replaces Wagtail's of the same name.
hooks.register("register_bulk_action", CompletePublishBulkAction, order=100)


@hooks.register("before_copy_page")
def refuse_reserved_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy, which Wagtail saves unchecked, may not take an address that the site needs."""
    if request.method != "POST":
        return None
    parent = Page.objects.filter(pk=request.POST.get("new_parent_page") or 0).first()
    slug = request.POST.get("new_slug", "")
    if slug not in reserved_slugs(parent or page.get_parent()):
        return None
    messages.error(request, f"The address “{slug}” is used by the site itself. Choose another.")
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("after_move_page")
def remind_of_boundary(request: HttpRequest, page: Page) -> None:
    """An article that came from another show still has its boundary there; say so."""
    article = page.specific
    if isinstance(article, Article) and is_foreign(article.boundary, article.get_parent()):
        messages.warning(
            request, f"Its boundary is still “{article.boundary}”. Choose one in its new show."
        )
