"""The addresses of search. Each is public: the same bytes for everybody who asks the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.addresses import canonical
from articles.listing import live_shows
from articles.models import Show
from articles.search.asking import LONGEST_QUERY, asked, is_canonical
from articles.search.page import search_page
from articles.search.suggestions import suggestions

JSON = {"ensure_ascii": False, "separators": (",", ":")}


def search(request: HttpRequest) -> HttpResponse:
    """The page of a query; whoever asks in another form is sent to its one address."""
    wanted = asked(request.GET)
    show: Show | None = live_shows().filter(slug=wanted.show).first() if wanted.show else None
    if wanted.show and show is None:
        wanted = wanted.but(show="")
    if not is_canonical(request.GET, wanted):
        return redirect(wanted.address)
    view = search_page(wanted, show)
    return render(request, "articles/search.html", {"view": view, "longest": LONGEST_QUERY})


def suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant, as JSON. Never listed by a search engine."""
    query = asked(request.GET).query
    if not is_canonical(request.GET, asked(_only(query))):
        return HttpResponseRedirect(f"{request.path}?{_only(query).urlencode()}")
    headers = {"X-Robots-Tag": "noindex"}
    return JsonResponse(suggestions(query), json_dumps_params=JSON, headers=headers)


def _only(query: str) -> QueryDict:
    said = QueryDict(mutable=True)
    if query:
        said["q"] = query
    return said


def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser may search here by itself (OpenSearch 1.1)."""
    context = {
        "page": canonical(reverse("search")),
        "suggest": canonical(reverse("search-suggestions")),
    }
    media = "application/xml; charset=utf-8"
    return render(request, "articles/opensearch.xml", context, content_type=media)
