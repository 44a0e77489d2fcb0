"""Telling the caches before the site that pages are new: a CDN, Varnish, or nginx.

What they are not told of, they ask for again within a minute (``policy.PAGE``).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.models import Page

from articles.addresses import canonical, path_of
from articles.models import Article, Show
from fanmankind.edge.models import EVERYTHING, FRONT

log = logging.getLogger(__name__)

MOST = 1_000  # addresses at a time; the rest become new by themselves
OF_THE_SITE = ("search", "sitemap", "news-sitemap", "feeds:rss", "feeds:atom", "feeds:json",
               "feeds:spoiling")  # fmt: skip
OF_A_SHOW = ("catch-up", "who", "who-json", "guide", "feeds:show-rss", "feeds:show-atom")


def when_stored(sections: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Once the change is stored, tell every cache that is configured, without waiting for it.

    ``gone`` are paths at which nothing is any more. Not by the task queue: its worker may be busy
    for minutes.
    """
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    found, former = frozenset(sections), tuple(gone)
    transaction.on_commit(
        lambda: _tell([canonical(path) for path in dict.fromkeys((*former, *addresses(found)))])
    )


def _tell(wanted: list[str]) -> None:
    threading.Thread(target=_purge, args=[wanted], name="purging").start()


def _purge(wanted: list[str]) -> None:
    try:
        purge_urls_from_cache_task.call(wanted, None, None)
    except Exception:  # whatever a service that is far away does
        log.exception("The caches before the site could not be told of %d pages.", len(wanted))


def addresses(sections: Iterable[str]) -> list[str]:
    """The paths of these sections' pages, the most read first, and no more than MOST."""
    found = dict.fromkeys(path for section in sorted(sections) for path in _paths(section))
    return list(found)[:MOST]


def _paths(section: str) -> Iterator[str]:
    live = Page.objects.live().filter(depth__gt=1).order_by("-last_published_at")
    if section in {FRONT, EVERYTHING}:
        yield "/"
        ours = live.not_type(Article, Show) if section == FRONT else live
        yield from (path_of(page) for page in ours[:MOST])
        yield from (reverse(name) for name in OF_THE_SITE)
        return
    show = Show.objects.filter(slug=section).first()
    if show is None:
        return
    below = live.filter(path__startswith=show.path)
    yield from (path_of(page) for page in below[:MOST])
    yield from (reverse(name, args=[section]) for name in OF_A_SHOW)
