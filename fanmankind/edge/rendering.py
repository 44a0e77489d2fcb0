"""Asking the site for a page as nobody in particular, so that the copy is everybody's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from fanmankind.edge.copies import Answer, Headers
from fanmankind.edge.policy import Question

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

HAS_PLACE = "fanmankind.has_place"  # whoever asks took a place of the gate already
# Who asks is passed on for the limits alone, which answer nobody with anything of it.
KEPT = ("REMOTE_ADDR", "REMOTE_PORT", "HTTP_X_FORWARDED_FOR", "SCRIPT_NAME", HAS_PLACE)


def environ_of(question: Question, asked: Environ) -> Environ:
    """A request for a page without anything that a client can choose but the page.

    No cookie, no language, no forwarded host: what is left out can't be in a copy.
    """
    site = urlsplit(settings.SITE_URL)
    server = {key: value for key, value in asked.items() if key.startswith(("wsgi.", "SERVER_"))}
    kept = {key: asked[key] for key in KEPT if key in asked}
    return {
        **server,
        **kept,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": question.path,
        "QUERY_STRING": question.query,
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
    }


def render(site: Application, environ: Environ) -> Answer:
    """The site's whole answer."""
    status, headers = "", Headers()

    def start_response(line: str, fields: Headers, exc_info: Any = None) -> None:
        nonlocal status, headers
        status, headers = line, [(str(key), str(value)) for key, value in fields]

    body = site(environ, start_response)
    try:
        content = b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()
    return Answer(status, headers, content)


def may_be_kept(answer: Answer) -> bool:
    """Whether this is a public page, found, and nobody's in particular. What is unsure is not."""
    names = {key.lower() for key, _ in answer.headers}
    return (
        answer.code == 200
        and answer.header("cache-control").startswith("public,")
        and bool(answer.header("etag"))
        and answer.header("vary").lower() in {"", "accept-encoding"}
        and "set-cookie" not in names
        and "content-encoding" not in names
    )
