"""Telling the caches before the site that pages are new: a CDN, Varnish, or nginx.

What they are not told of, they ask for again within a minute (``policy.PAGE``).
"""

from __future__ import annotations

import logging
import threading
import time
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

# Web processes see a change within ``watch.INTERVAL``: a cache that was told before would ask one
# of them for the page as it was, and keep that for a minute.
SETTLED = 1.0  # seconds
MOST_WAITING = 10_000  # addresses, for a cache that is slow
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
        lambda: teller.tell([canonical(path) for path in (*former, *addresses(found))])
    )


class Teller:
    """Tells the caches of pages, SETTLED to twice as long after each change, in one thread.

    The thread begins with the first page and ends when there is none left. A process waits for it
    at its end, so that a command that publishes loses nothing; no cache is waited for for long.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fresh: dict[str, None] = {}  # in order
        self._is_at_work = False

    def tell(self, wanted: list[str]) -> None:
        """Have the caches told of these addresses soon, together with what is waiting already."""
        with self._lock:
            room = MOST_WAITING - len(self._fresh)
            self._fresh |= dict.fromkeys(wanted[:room])
            if self._fresh and not self._is_at_work:
                threading.Thread(target=self._work, name="purging", daemon=False).start()
                self._is_at_work = True

    def _work(self) -> None:
        settling: list[str] = []
        while True:
            with self._lock:
                settled, settling, self._fresh = settling, list(self._fresh), {}
                self._is_at_work = bool(settled or settling)
            if not (settled or settling):
                return
            if settled:
                _purge(settled)
            time.sleep(SETTLED if settling else 0)


def _purge(wanted: list[str]) -> None:
    try:
        purge_urls_from_cache_task.call(wanted, None, None)
    except Exception:  # whatever a service that is far away does
        log.exception("The caches before the site could not be told of %d pages.", len(wanted))


teller = Teller()


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
