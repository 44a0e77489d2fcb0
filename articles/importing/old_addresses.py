"""Old addresses that no redirect names one by one: with queries, of feeds, of further pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from articles.addresses import path_of
from articles.importing.records import Archive
from articles.models import Show

KEYS = ("p", "page_id", "attachment_id", "cat", "author", "tag", "feed")
_VALUE = re.compile(r"[\w-]{1,100}", re.ASCII)
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")  # of a smaller copy of a picture
_TAIL = re.compile(
    r"/(?:(?:comments/)?feed(?:/(?P<feed>rss2?|rdf|atom))?|page/\d{1,5}|comment-page-\d{1,5}|amp"
    r"|trackback|embed|\d{1,3})/?$"
)


class OldAddresses:
    """Answers what the archive answered, where nothing else does, with a 301 to the new place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead on, or pass the request on.

        The front page would answer any query, so the archive's are looked at before. One that
        leads nowhere is not found, whether it was a draft's or never anything's.
        """
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        asked = request.path_info == "/" and any(key in request.GET for key in KEYS)
        if asked and (target := new_address(request)):
            return HttpResponsePermanentRedirect(target)
        if asked and _names_something(request) and Archive.objects.exists():
            raise Http404
        response = self.get_response(request)
        if response.status_code == 404 and not asked and (target := new_address(request)):
            return HttpResponsePermanentRedirect(target)
        return response


def new_address(request: HttpRequest) -> str:
    """Where an old address leads, or nothing."""
    path = request.path_info
    if "\0" in path or len(path) > 1000:
        return ""
    wanted_feed = request.GET.get("feed", "")
    for key in KEYS:
        value = request.GET.get(key, "")
        if _VALUE.fullmatch(value) and not (key == "feed" and _has_more(request)):
            folder = path.removesuffix("index.php").rstrip("/")
            found = _find(f"{folder}/?{key}={value}", feed=wanted_feed)
            if found:
                return found
    if _SIZE.search(path):
        return _find(_SIZE.sub("", path), feed="")
    match = _TAIL.search(path)
    if not match:
        return ""
    feed = (match["feed"] or "rss2") if "feed" in match[0] else ""
    return _find(path[: match.start()] + "/", feed=feed)


def _names_something(request: HttpRequest) -> bool:
    """Whether a query names one thing of an archive by its id."""
    return any(request.GET.get(key, "").isdecimal() for key in KEYS)


def _has_more(request: HttpRequest) -> bool:
    """Whether another key says whose feed it is."""
    return any(request.GET.get(key) for key in KEYS if key != "feed")


def _find(address: str, *, feed: str) -> str:
    """Where the redirect of an address leads; a show's feed where its feed was asked for."""
    known = (
        Redirect.objects.filter(old_path=Redirect.normalise_path(address))
        .select_related("redirect_page")
        .first()
    )
    if known is None:
        return ""
    page = known.redirect_page
    if page is None:
        return str(known.redirect_link)
    if not page.live:
        return ""
    if feed and (show := Show.objects.filter(pk=page.pk).first()):
        kind = "atom" if feed == "atom" else "rss"
        return reverse(f"feeds:show-{kind}", args=[show.slug])
    return path_of(page)
