"""Where an article's page tells that it was read, or finished.

It carries no authority and no cookie, so it needs no token. What is said is checked for coming from
a page of ours, and each network is heard so many times a minute; an answer never tells whether it
counted. A network's address is known for that minute, in this process alone, and written nowhere.
"""

from __future__ import annotations

import time
from collections import Counter
from threading import Lock

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.addresses import LARGEST_KEY
from articles.readership import count

WORDS = {b"reads", b"finishes"}
LARGEST = max(map(len, WORDS))  # bytes
MOST = 60  # from one network, a minute and process; a reader of five articles at once needs ten
MOST_NETWORKS = 20_000  # a minute and process; nobody further is heard


class Minute:
    """How often each network was heard in this minute; forgotten with it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._heard: Counter[str] = Counter()

    def hear(self, network: str) -> bool:
        """Whether this network may be heard once more."""
        minute = int(time.time() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._heard = minute, Counter()
            if network not in self._heard and len(self._heard) >= MOST_NETWORKS:
                return False
            self._heard[network] += 1
            return self._heard[network] <= MOST


minute = Minute()


@csrf_exempt
@require_POST
@never_cache
def readership(request: HttpRequest, article_id: int) -> HttpResponse:
    """``reads`` or ``finishes`` as the body. 204, counted or not; 400, 403, 404 otherwise."""
    if not _is_ours(request):
        return HttpResponse(status=403)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST or request.body not in WORDS:
        return HttpResponse(status=400)
    if article_id > LARGEST_KEY:
        return HttpResponse(status=404)
    if _asks_not_to_be_counted(request) or not minute.hear(get_ip(request)):
        return HttpResponse(status=204)
    return HttpResponse(status=204 if count(article_id, request.body.decode()) else 404)


def _is_ours(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sends it."""
    own = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.headers.get("Origin") in own and site == "same-origin"


def _asks_not_to_be_counted(request: HttpRequest) -> bool:
    """Global Privacy Control, or Do Not Track; the page itself sends nothing then."""
    return "1" in {request.headers.get("Sec-GPC"), request.headers.get("DNT")}
