"""Some threads of a web process are left for copies, whatever the others wait for.

A database that hangs, or another company, holds a thread for as long as it likes. Were all of them
held, pages that need nobody would wait as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.places import Places
from fanmankind import views
from fanmankind.edge.middleware import GetResponse
from fanmankind.edge.rendering import HAS_PLACE, Application, Environ, StartResponse

LEFT = 3  # threads for copies
TURNED_AWAY = "fanmankind.turned_away"  # in the WSGI environment, where no header comes to


class Gate:
    """Lets so many requests through to the site, and marks the others as turned away.

    While the site moves on, a request waits for its turn; once it does not, nobody waits.
    """

    def __init__(self, site: Application) -> None:
        self.site = site
        self.places = Places(settings.WEB_THREADS - LEFT)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Have the site answer, or say that it can't now."""
        if HAS_PLACE in environ:
            return self.site(environ, start_response)
        if not self.places.enter():
            return self.site(environ | {TURNED_AWAY: True}, start_response)
        try:
            body = self.site(environ, start_response)
        except BaseException:
            self.places.leave()
            raise
        if isinstance(body, list) or not getattr(body, "streaming", True):
            self.places.leave()
            return body
        return Sending(body, self.places.leave)


class Sending:
    """A body that is made while it is sent, say a file: it holds its thread, and so its place.

    The place is given back once, at its end, or when whoever sent it gave it up in any way.
    """

    def __init__(self, body: Iterable[bytes], leave: Callable[[], None]) -> None:
        self._body, self._parts = body, iter(body)
        self._leave: Callable[[], None] | None = leave

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._parts)

    def close(self) -> None:
        """Close the body (PEP 3333), and give the place back."""
        leave, self._leave = self._leave, None
        if leave is None:
            return
        try:
            getattr(self._body, "close", lambda: None)()
        finally:
            leave()

    __del__ = close


class TurnedAway:
    """Answers who was turned away at the gate, and asks nobody anything for it.

    Stands inside the layers that give an answer its headers, and outside of all that may wait.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say to come back."""
        if request.META.get(TURNED_AWAY):
            return views.away(request)
        return self.get_response(request)  # type: ignore[no-any-return]
