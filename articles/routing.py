"""Finding the page of an address with as few questions as it has parts.

Wagtail asks for every level of the tree twice or more (the row, its content type, the specific
row). Ours has three levels and known types, so one joined query a level is enough. What this does
not know, Wagtail's own routing answers.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve

from articles import departures
from articles.addresses import remember_site
from articles.earlier_slugs import show_once_at
from articles.listing import NEWSROOM_ONLY, below
from articles.models import Article, Episode, FrontPage, Show
from articles.prepared import PreparedModels
from articles.remembered import remembered, remembered_each


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at this path. Raises Http404 when there is none."""
    site = _site_of(request)
    if site is not None:
        remember_site(site)
        parts = [part for part in path.split("/") if part]
        page, rest = _find(site, parts)
        answer = _left_behind(request, page, rest)
        if page is None and len(parts) > 1 and (show := show_once_at(request, parts[0])):
            # Wagtail's redirects take a show's public articles along, and no others.
            answer = _left_behind(request, *_article_of(show, parts))
        if answer is not None:
            return answer
        if page is not None:
            request._wagtail_route_for_request = page.route(request, rest)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _left_behind(request: HttpRequest, page: Any, rest: list[str]) -> HttpResponse | None:
    """What the address of an article that is public no more answers, or a passage's in it."""
    if not isinstance(page, Article) or page.live or rest[:1] not in ([], ["passage"]):
        return None
    return departures.answer_for(request, page)


def _site_of(request: HttpRequest) -> Site | None:
    """The site of the host that is asked; Wagtail looks where it is left for it."""
    site = remembered(lambda: Site.find_for_request(request), "site", request.get_host())
    request._wagtail_site = site  # type: ignore[attr-defined]
    return site


def _find(site: Site, parts: list[str]) -> tuple[Any, list[str]]:
    """The front page, show or article that an address begins with, and the parts after it."""
    if not parts:
        return next(iter(_FRONT.of(site.root_page_id)), None), parts
    show = show_at(site, parts[0])
    if show is None or len(parts) == 1:
        return show, []
    return _article_of(show, parts)


def _article_of(show: Show, parts: list[str]) -> tuple[Any, list[str]]:
    """The article of this show that an address names second, and the parts after it."""
    article = next(iter(_ARTICLE.of(show.depth + 1, *below(show), parts[1])), None)
    if article is None:
        return None, parts
    if article.boundary_id:
        episodes = Episode.objects.select_related("season__show").in_bulk
        article.boundary = remembered_each(episodes, "episode", [article.boundary_id]).get(
            article.boundary_id
        )
    article.parent_show = show  # not "show": that name is Page's own, for a page that is one
    return article, parts[2:]


def show_at(site: Site, slug: str) -> Show | None:
    """The show with this slug, published or not."""
    shows = _below(Show, site.root_page).select_related("patch", "key_art")
    found: Show | None = remembered(
        lambda: shows.filter(slug=slug).first(), "show", site.root_page_id, slug
    )
    return copy(found)  # a page is changed while it is served


def _below(model: Any, parent: Page) -> Any:
    """The pages of a type right below a parent."""
    return model.objects.filter(depth=parent.depth + 1, path__range=below(parent))


_FRONT = PreparedModels(FrontPage, lambda pk: FrontPage.objects.filter(pk=pk), int)
_ARTICLE = PreparedModels(
    Article,
    lambda depth, first, last, slug: Article.objects.filter(
        depth=depth, path__range=(first, last), slug=slug
    ).defer(*NEWSROOM_ONLY),
    *(int, str, str, str),
)
