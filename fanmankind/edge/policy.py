"""What is public, and for how long: safe by default, so what is not named here is private."""

import time
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from articles.addresses import PAGE_NUMBER
from articles.importing.old_addresses import KEYS

# The names of the routes whose answers are the same bytes for everybody.
PUBLIC_ROUTES = {
    "wagtail_serve",
    "sitemap",
    "news-sitemap",
    "robots",
    "manifest",
    "favicon",
    "security-txt",
    "guide",
    "season-forms",
    "catch-up",
    "who",
    "who-json",
    "search",
    "search-suggestions",
    "opensearch",
}
PUBLIC_NAMESPACES = {"feeds"}
READ_ONLY_ROUTES = {"media", "styleguide"}
PUBLIC_METHODS = ("GET", "HEAD")
# The parameters that mean something to a public route; whatever else a query says changes nothing.
PARAMETERS = {
    "wagtail_serve": {"page"},
    "sitemap": {"p"},
    "catch-up": {"through"},
    "who": {"through"},
    "who-json": {"through"},
    "search": {"q", "kind", "show", "page"},
    "search-suggestions": {"q"},
}
FIRST = {("page", ""), ("page", "1")}  # what there is without a number
# Anybody can ask for as many of these as they like, so they never push pages out.
ANSWERS_TO_QUESTIONS = {"search", "search-suggestions"}
LONGEST_QUERY = 200  # bytes; a longer one is answered, and not kept
MOST_REMEMBERED, LONGEST_REMEMBERED = 1_024, 300  # paths whose route is known, and characters
CACHEABLE_STATUSES = {200, 301, 302, 308, 404, 410}


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long shared caches may keep a copy, in seconds; browsers always ask again."""

    shared: int
    stale_while_revalidate: int = 60
    stale_if_error: int = 86_400

    def cache_control(self) -> str:
        """The Cache-Control header (RFC 9111, RFC 5861).

        ``no-cache`` makes a browser ask with its validator each time. Shared caches that
        follow the older rule read ``s-maxage``; those that know RFC 9213 read the header of
        ``cdn_cache_control``, which has no ``no-cache`` to be weighed against it.
        """
        return f"public, no-cache, s-maxage={self.shared}, {self._stale()}"

    def cdn_cache_control(self) -> str:
        """The CDN-Cache-Control header (RFC 9213)."""
        return f"public, max-age={self.shared}, {self._stale()}"

    def accel_expires(self) -> str:
        """The X-Accel-Expires header, which nginx reads first and passes on to nobody.

        A page is new everywhere within a second. nginx counts whole ones and keeps "1" until the
        next has passed, so it is told the very second that may not pass.
        """
        return f"@{int(time.time())}"

    def _stale(self) -> str:
        return (
            f"stale-while-revalidate={self.stale_while_revalidate}, "
            f"stale-if-error={self.stale_if_error}"
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A public address in its one form: the path, and what of its query means something."""

    path: str
    query: str
    is_search: bool

    @property
    def key(self) -> str:
        """What its copy is found by."""
        return f"{self.path}?{self.query}" if self.query else self.path


PAGE = Lifetime(shared=60)
MISSING = Lifetime(shared=10)
# Instead of those of a copy that is given for want of a newer one.
_OUTDATED = Lifetime(shared=0, stale_while_revalidate=0)
OUTDATED = {
    "cache-control": _OUTDATED.cache_control(),
    "cdn-cache-control": _OUTDATED.cdn_cache_control(),
}


def is_public(request: HttpRequest) -> bool:
    """Whether the address belongs to a public route, whatever the method.

    An address that no route answers is public too: its 404 is the same for everybody. Wagtail
    makes a preview by asking for the page's own address once more, inside the newsroom's answer:
    that is a draft, and nobody's to keep.
    """
    if is_preview(request):
        return False
    name, namespace = _route(request)
    return namespace in PUBLIC_NAMESPACES if namespace else name is None or name in PUBLIC_ROUTES


def is_preview(request: HttpRequest) -> bool:
    """Whether Wagtail made this request up to preview a page; no client can."""
    return bool(getattr(request, "is_dummy", False))


def is_read_only(request: HttpRequest) -> bool:
    """Whether the address answers nothing but GET and HEAD."""
    return is_public(request) or _route(request)[0] in READ_ONLY_ROUTES


def route_of(request: HttpRequest) -> str:
    """The name of the route that answers; empty for one with a namespace, or none."""
    name, namespace = _route(request)
    return "" if namespace else name or ""


def question(path: str, query: str) -> Question | None:
    """What a GET asks of a page that may be kept; None for what goes to the site as it is.

    That is what is not public, what no ordinary client writes, and an old archive's query, which
    the front page would answer as well.
    """
    if not path.isascii() or "//" in path or len(query) > LONGEST_QUERY:
        return None
    name, namespace = _route_at(path)
    if name is None or (namespace or name) not in PUBLIC_ROUTES | PUBLIC_NAMESPACES:
        return None
    try:
        said = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:
        return None
    if path == "/":
        if any(key in KEYS for key, _ in said):
            return None
        said = []
    known = PARAMETERS.get(name, set()) if not namespace else set()
    meant = sorted((key, value) for key, value in said if key in known)
    numbers = [value for key, value in meant if (key, name) == ("page", "wagtail_serve")]
    is_odd = not all(value == "" or PAGE_NUMBER.fullmatch(value) for value in numbers)
    if is_odd or len({key for key, _ in meant}) < len(meant):
        return None
    meant = [each for each in meant if each not in FIRST]
    return Question(path, urlencode(meant), name in ANSWERS_TO_QUESTIONS)


def _route(request: HttpRequest) -> tuple[str | None, str]:
    """The name and the outermost namespace of the route that answers; (None, "") for none."""
    known: tuple[str, tuple[str | None, str]] | None = getattr(request, "_policy_route", None)
    if known is None or known[0] != request.path_info:
        known = (request.path_info, _route_at(request.path_info))
        request._policy_route = known  # type: ignore[attr-defined]
    return known[1]


def _route_at(path: str) -> tuple[str | None, str]:
    return _looked_up(path) if len(path) > LONGEST_REMEMBERED else _remembered(path)


def _looked_up(path: str) -> tuple[str | None, str]:
    try:
        match = resolve(path)
    except Resolver404:
        return None, ""
    return match.url_name or "", match.namespaces[0] if match.namespaces else ""


# Routes never change while a process lives, and each request asks several times.
_remembered = lru_cache(maxsize=MOST_REMEMBERED)(_looked_up)


def lifetime(status: int) -> Lifetime | None:
    """How long an answer of this status may be kept; None for one that may not."""
    if status not in CACHEABLE_STATUSES:
        return None
    return MISSING if status in {404, 410} else PAGE
