"""A show that got another slug takes the pages about it along: catch-up, who's who, feeds, JSON.

Wagtail's redirects know the pages of its tree alone, which these are not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from articles.models import Show


class NoSuchShow(Http404):
    """Raised where no public show has the slug; any other Http404 is about something within one."""


def show_once_at(request: HttpRequest, slug: str) -> Show | None:
    """The public show whose page had this slug earlier, as Wagtail's redirects remember it."""
    kept = get_redirect(request, Redirect.normalise_path(f"/{slug}/"))
    if kept is None or kept.redirect_page_id is None:
        return None
    found: Show | None = Show.objects.live().filter(pk=kept.redirect_page_id).first()
    return found


def following_the_show(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view; for a slug that its show had earlier, the way to the present one, query kept."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, slug=slug, **rest)
        except NoSuchShow:
            show = show_once_at(request, slug)
            if show is None or request.resolver_match is None:
                raise
            name, query = request.resolver_match.view_name, request.META.get("QUERY_STRING", "")
            address = reverse(name, kwargs={"slug": show.slug, **rest})
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    return answer
