"""Addresses: paths and canonical forms of ours, and the slugs that no page may take."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from asgiref.local import Local
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, Site

# Kept free under every show, for the pages about a show that are not articles.
RESERVED_UNDER_A_SHOW = {"catch-up", "who", "feed", "feeds", "seasons", "passage"}
# Kept free at the top for what the site answers, or will answer, by itself.
RESERVED_AT_THE_TOP = {"search", "reading", "accounts", "api", "healthz", "readyz", "metrics"}


_here = Local()


def remember_site(site: Site) -> None:
    """Keep the site of this request, so that its pages' paths cost nothing more."""
    _here.root = str(site.root_page.url_path)


def forget_site(**_: Any) -> None:
    """Forget it at the start of a request, and whenever a site or its root changes."""
    if hasattr(_here, "root"):
        del _here.root


def path_of(page: Page) -> str:
    """A page's path on the site.

    Wagtail works it out from a list of all sites that it keeps in the cache, and asks the cache
    for every page; here one site's root is remembered for the length of a request.
    """
    if not hasattr(_here, "root"):
        site = Site.objects.select_related("root_page").get(is_default_site=True)
        remember_site(site)
    return "/" + str(page.url_path).removeprefix(_here.root)


def canonical(path: str) -> str:
    """The one full address of a path, whatever host the request named."""
    return urljoin(f"{settings.SITE_URL}/", path)


def site_prefixes() -> set[str]:
    """The first parts of the addresses that the site's own views answer."""
    prefixes = set(RESERVED_AT_THE_TOP)
    for entry in get_resolver().url_patterns:
        if isinstance(entry, (URLPattern, URLResolver)):
            first = str(entry.pattern).lstrip("^").split("/")[0]
            if first.replace("-", "").replace(".", "").replace("_", "").isalnum():
                prefixes.add(first)
    return prefixes | {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")}


def refuse_reserved_slug(page: Any) -> None:
    """Raise ValidationError at ``slug`` when the site's own addresses need it."""
    parent = page.get_parent() if page.path else None
    depth = parent.depth if parent is not None else 2
    reserved = site_prefixes() if depth == 2 else RESERVED_UNDER_A_SHOW if depth == 3 else set()
    if page.slug in reserved:
        raise ValidationError(
            {"slug": f"The address “{page.slug}” is used by the site itself. Choose another."}
        )
