"""Addresses: paths and canonical forms of ours, and the slugs that no page may take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from asgiref.local import Local
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Subquery
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, Site

WORD = re.compile(r"[\w.-]+")
LARGEST_KEY = 2**63 - 1  # that a database can hold; an address may name any number
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,4}")  # of a list, in the one way that we write it
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


def root_in_sql() -> Subquery:
    """The default site's root, to be found by a query for something else."""
    return Subquery(Site.objects.filter(is_default_site=True).values("root_page__url_path")[:1])


def path_of(page: Page) -> str:
    """A page's path on the site.

    Wagtail works it out from a list of all sites that it keeps in the cache, and asks the cache
    for every page; here one site's root is remembered for the length of a request.
    """
    if not hasattr(_here, "root"):
        sites = Site.objects.select_related("root_page").only("root_page__url_path")
        remember_site(sites.get(is_default_site=True))
    return path_below(str(page.url_path), _here.root)


def path_below(url_path: str, root: str) -> str:
    """The path on the site of a place in the tree, below the site's root."""
    return "/" + url_path.removeprefix(root)


def canonical(path: str) -> str:
    """The one full address of a path, whatever host the request named."""
    return urljoin(f"{settings.SITE_URL}/", path)


def site_prefixes() -> set[str]:
    """The first parts of the addresses that the site's own views answer."""
    files = {settings.STATIC_URL.strip("/"), settings.MEDIA_URL.strip("/")}
    return RESERVED_AT_THE_TOP | files | set(_first_parts(get_resolver().url_patterns))


def _first_parts(entries: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in entries:
        pattern = str(entry.pattern)
        if not pattern and isinstance(entry, URLResolver):
            yield from _first_parts(entry.url_patterns)
        elif WORD.fullmatch(first := pattern.split("/", maxsplit=1)[0]):
            yield first


def reserved_slugs(parent: Page | None) -> set[str]:
    """The slugs that no page right below this parent may take."""
    if parent is None or parent.depth == 2:
        return site_prefixes()
    return RESERVED_UNDER_A_SHOW if parent.depth == 3 else set()


def parent_of(page: Any) -> Page | None:
    """A page's parent; for a page that is still being created, the one its form names."""
    parent: Page | None = page.get_parent() if page.path else getattr(page, "intended_parent", None)
    return parent


def refuse_reserved_slug(page: Any) -> None:
    """Raise ValidationError at ``slug`` when the site's own addresses need it."""
    if page.slug in reserved_slugs(parent_of(page)):
        raise ValidationError(
            {"slug": f"The address “{page.slug}” is used by the site itself. Choose another."}
        )
