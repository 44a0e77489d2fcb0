"""What the site answers by itself: robots, manifest, icon, error pages, the style guide."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import escape_leading_slashes
from django.views.decorators.http import require_safe

from accounts.forgot import apology
from articles.addresses import canonical
from articles.site_settings import SiteWords
from fanmankind.styleguide import samples
from reading.me import unknown

log = logging.getLogger(__name__)
RETRY_AFTER = 10  # seconds
LAST_RESORT = (
    '<!doctype html><html lang="en"><title>fanmankind</title>'
    '<h1>Something broke on our side</h1><p><a href="/">To the front page</a></p></html>'
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which addresses are for readers (RFC 9309), and where the sitemaps are."""
    lines = [
        "User-agent: *",
        "Disallow: /cms/",
        "Disallow: /accounts/",
        "Disallow: /reading/",
        "Allow: /",
        "",
        f"Sitemap: {canonical(reverse('sitemap'))}",
        f"Sitemap: {canonical(reverse('news-sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site (RFC 9116); the promise runs for nine to eleven months."""
    # The first of a month, so that the page stays the same for a while.
    until = (timezone.now().replace(day=1) + timedelta(days=330)).replace(day=1)
    lines = [
        f"Contact: mailto:{settings.SUPPORT_EMAIL}",
        f"Expires: {until:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {canonical(reverse('security-txt'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C)."""
    words = SiteWords.current()
    icons = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"),
             ("icon-maskable-512.png", 512, "maskable")]  # fmt: skip
    return JsonResponse(
        {
            "name": words.name,
            "short_name": words.name,
            "description": words.description,
            "id": "/",
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#f6f1e7",
            "theme_color": "#0e1420",
            "icons": [
                {
                    "src": static(f"brand/{name}"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, size, purpose in icons
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers that ask for the icon here are sent to where it is."""
    return redirect(static("brand/favicon.ico"), permanent=True)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for the newsroom and for development."""
    user = request.user
    if not (
        settings.DEBUG or (user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
    ):
        raise Http404
    return render(request, "styleguide.html", samples())


def _error(request: HttpRequest, status: int, template: str = "", **words: str) -> HttpResponse:
    """An error page that asks neither the database nor the person."""
    try:
        html: str = render_to_string(template or f"{status}.html", words)
    except Exception:  # an error page is the last that may fail, say without collected files
        log.exception("The page for status %s could not be rendered.", status)
        html = LAST_RESORT
    return HttpResponse(html, status=status)


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    """404."""
    return _error(request, 404)


def forbidden(request: HttpRequest, exception: Any) -> HttpResponse:
    """403."""
    return _error(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that came without its token, say because it lay open for too long."""
    return _error(request, 403, "form_too_old.html", form=_page_of_the_form(request))


def _page_of_the_form(request: HttpRequest) -> str:
    """Where the form stood: the page before, when it was ours, or else where it was sent to.

    What some forms are sent to is no page of its own.
    """
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        before = urlsplit("")
    ours = before.netloc.lower() == request.get_host().lower()
    page = f"{before.path}?{before.query}".rstrip("?") if ours else ""
    # As a link, a path that begins with two slashes would lead to another site.
    return escape_leading_slashes(page or request.get_full_path())


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    """400, for example for a host that is not ours."""
    return _error(request, 400)


def broken(request: HttpRequest) -> HttpResponse:
    """500, rendered without the database; on forgot password the form that says what to do.

    503 where it is the database that does not answer, which is over when it is.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return away(request)
    return _apology(request) or _error(request, 500)


def away(request: HttpRequest) -> HttpResponse:
    """503 and when to come back; to the scripts that ask who reads here: as a guest, for now."""
    if request.path_info == reverse("reading_me"):
        return unknown()
    if apologized := _apology(request):
        return apologized
    answer = _error(request, 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _apology(request: HttpRequest) -> HttpResponse | None:
    """The form of forgot password with what to do, for a request that failed there."""
    if request.method != "POST" or request.path_info != reverse("account_reset_password"):
        return None
    try:
        return apology(request)
    except Exception:
        log.exception("The page for a request that failed could not be rendered.")
        return None
