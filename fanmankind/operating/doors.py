"""The operator's doors, before everything else: they open when nothing else does.

``/healthz`` says that the process is alive and asks nobody. ``/readyz`` says whether all works, and
what does not to whoever shows OPERATOR_TOKEN. ``/metrics`` has the numbers, for them and for this
machine. Whatever else is asked goes on, with an id that the answer carries too.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

from fanmankind.edge.rendering import Application, Environ, StartResponse
from fanmankind.operating import request_ids

TEXT = "text/plain; charset=utf-8"
STATUSES = {200: "200 OK", 403: "403 Forbidden", 405: "405 Method Not Allowed",
            503: "503 Service Unavailable"}  # fmt: skip
# What proxies add: with one of these, a request from this machine is somebody else's.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST",
             "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_REQUEST_ID")  # fmt: skip

Said = tuple[int, str, bytes]  # status, kind, body


def health(environ: Environ) -> Said:
    """Alive."""
    return 200, TEXT, b"alive\n"


def readiness(environ: Environ) -> Said:
    """Whether every part works; which do, for the operator alone."""
    from fanmankind.operating.readiness import readiness as known

    found = known.findings()
    is_ready = all(finding.works for finding in found)
    status = 200 if is_ready else 503
    if not has_token(environ):
        return status, TEXT, b"ready\n" if is_ready else b"not ready\n"
    told = {
        "ready": is_ready,
        "parts": {finding.name: finding.words for finding in found},
        "asked": asked(environ),
    }
    return status, "application/json", json.dumps(told, ensure_ascii=False).encode() + b"\n"


def metrics(environ: Environ) -> Said:
    """The numbers, for the operator and for whoever is on this machine."""
    from fanmankind.operating.metering import exposition

    if not (has_token(environ) or is_here(environ)):
        return 403, TEXT, b"forbidden\n"
    return 200, "text/plain; version=0.0.4; charset=utf-8", exposition()


def has_token(environ: Environ) -> bool:
    """Whether the request shows the operator's token, where there is one."""
    said = environ.get("HTTP_AUTHORIZATION", "")
    token: str = settings.OPERATOR_TOKEN
    return bool(token) and constant_time_compare(said, f"Bearer {token}")


def is_here(environ: Environ) -> bool:
    """Whether somebody on this machine asks, themselves and not through a proxy."""
    if any(environ.get(name) for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def asked(environ: Environ) -> dict[str, str]:
    """Who seems to ask, and how: what the doctor holds against what it knows."""
    from allauth.account.adapter import get_adapter
    from django.core.exceptions import PermissionDenied
    from django.core.handlers.wsgi import WSGIRequest

    request = WSGIRequest(environ)
    try:
        address = str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        address = "unknown"
    return {"by": address, "over": str(request.scheme)}


DOORS: dict[str, Callable[[Environ], Said]] = {
    "/healthz": health,
    "/readyz": readiness,
    "/metrics": metrics,
}


class Doors:
    """The site with these doors before it."""

    def __init__(self, site: Application) -> None:
        self.site = site
        self._proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or give the request its id and have the site answer."""
        number = request_ids.begin(environ, proxies=self._proxies)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, [*headers, ("X-Request-ID", number)], exc_info)

        door = DOORS.get(environ["PATH_INFO"])
        return self._open(door, environ, start) if door else self.site(environ, start)

    @staticmethod
    def _open(
        door: Callable[[Environ], Said], environ: Environ, start: StartResponse
    ) -> Iterable[bytes]:
        is_read = environ["REQUEST_METHOD"] in {"GET", "HEAD"}
        status, kind, body = door(environ) if is_read else (405, TEXT, b"GET or HEAD\n")
        start(
            STATUSES[status],
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Robots-Tag", "noindex"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                *([("Allow", "GET, HEAD")] if status == 405 else []),
            ],
        )
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []
