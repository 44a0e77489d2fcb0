"""Some threads of a web process are left for copies, whatever the others wait for.

A database that hangs, or another company, holds a thread for as long as it likes. Were all of them
held, pages that need nobody would wait as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.places import Places
from fanmankind import views
from fanmankind.edge.middleware import GetResponse
from fanmankind.edge.rendering import Application, Environ, StartResponse

LEFT = 3  # threads for copies
TURNED_AWAY = "fanmankind.turned_away"  # in the WSGI environment


class Gate:
    """Lets so many requests through to the site, and marks the others as turned away.

    While the site moves on, a request waits for its turn; once it does not, nobody waits.
    """

    def __init__(self, site: Application) -> None:
        self.site = site
        self.places = Places(settings.WEB_THREADS - LEFT)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Have the site answer, or say that it can't now."""
        if not self.places.enter():
            return self.site(environ | {TURNED_AWAY: True}, start_response)
        try:
            return self.site(environ, start_response)
        finally:
            self.places.leave()


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
