"""How often a network may search, so that nobody scrapes the site through it.

Stands within the public pages: the answer is the same for everybody whom it meets, and is not
kept. What a cache before the site answers does not count.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from fanmankind.edge.policy import route_of

WINDOW = 60  # seconds
# How often a network may ask within a window, by the route's name.
LIMITS = {"search": 60, "search-suggestions": 240}
IPV6_PREFIX = 64  # what one customer is given at least


class Limits:
    """Answers 429 to a network that asks too often, and says when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Count; answer, or refuse."""
        name = route_of(request)
        if name not in LIMITS:
            return self.get_response(request)
        now = time.time()
        if count(name, network_of(request), now) <= LIMITS[name]:
            return self.get_response(request)
        wait = WINDOW - int(now) % WINDOW
        refused = HttpResponse(render_to_string("429.html"), status=429)
        refused.headers["Retry-After"] = str(wait)
        return refused


def count(name: str, network: str, now: float) -> int:
    """Note one more question from a network; return how many it asked within this window.

    The window is part of the key, so that a count ends with it in every kind of cache.
    """
    key = f"limit:{name}:{network}:{int(now) // WINDOW}"
    if cache.add(key, 1, WINDOW * 2):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it has just gone
        return 1


def network_of(request: HttpRequest) -> str:
    """The address that a request came from, of IPv6 its network, as our proxies give it."""
    text = str(get_adapter(request).get_client_ip(request))
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return text
    return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False).network_address)
