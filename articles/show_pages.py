"""The pages about a show that are no articles: catch me up, who's who, and its JSON."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from wagtail.models import Site

from articles.addresses import remember_site
from articles.catching_up import catch_up
from articles.earlier_slugs import NoSuchShow, following_the_show
from articles.models import Show
from articles.routing import show_at
from articles.through import asked, seasons_of
from articles.whos_who import as_data, whos_who


def _show(request: HttpRequest, slug: str) -> Show:
    """The public show with this slug. Raises NoSuchShow."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("There is no site here.")
    remember_site(site)
    show = show_at(site, slug)
    if show is None or not show.live:
        raise NoSuchShow
    return show


@following_the_show
def catch_me_up(request: HttpRequest, slug: str) -> HttpResponse:
    """What to remember of a show up to ``?through=s3``; without it, the choice of a place."""
    show = _show(request, slug)
    seasons = seasons_of(show)
    view = catch_up(show, seasons, asked(request, show, seasons))
    return render(request, "articles/catch_up.html", {"view": view})


@following_the_show
def who(request: HttpRequest, slug: str) -> HttpResponse:
    """The characters up to ``?through=s3``; without it, as everybody may meet them."""
    show = _show(request, slug)
    seasons = seasons_of(show)
    view = whos_who(show, seasons, asked(request, show, seasons))
    return render(request, "articles/who.html", {"view": view})


@following_the_show
def who_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as data, for the cards in an article. Never listed by a search engine."""
    show = _show(request, slug)
    seasons = seasons_of(show)
    data = as_data(show, seasons, asked(request, show, seasons))
    options = {"ensure_ascii": False, "separators": (",", ":")}
    return JsonResponse(data, json_dumps_params=options, headers={"X-Robots-Tag": "noindex"})
