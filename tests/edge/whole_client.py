"""A browser before the whole of the site: doors, cache, gate and Django, as the server has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client

from fanmankind.edge.content_types import ContentTypes
from fanmankind.edge.copies import Answer
from fanmankind.edge.gate import Gate
from fanmankind.edge.rendering import Application, render
from fanmankind.operating.doors import Doors
from tests.edge.cached_site import CachedSite, keeping_the_connection


class Unguarded(WSGIHandler):
    """Lets forms through without their tokens, so that what stands behind is reached."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request._dont_enforce_csrf_checks = True
        return super().get_response(request)


def whole_site(folder: Path) -> Application:
    """What ``fanmankind.wsgi`` puts together, with copies in a folder of the test's own."""
    return Doors(CachedSite(folder, Gate(ContentTypes(Unguarded()))).cache)


class WholeClient(Client):
    """Django's test client, whose requests come to the site as a server's do."""

    def __init__(self, site: Application) -> None:
        super().__init__(headers={"host": "localhost:8000"})
        self.site = site

    def request(self, **request: Any) -> Answer:  # type: ignore[override]
        """The answer; whatever breaks out of the site breaks out here."""
        with keeping_the_connection():
            return render(self.site, self._base_environ(**request))
