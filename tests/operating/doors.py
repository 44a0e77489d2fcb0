"""The site's doors within a test: asked as a server asks, with an inner site of the test's own."""

from __future__ import annotations

import io
from typing import Any

from fanmankind.edge.copies import Answer
from fanmankind.edge.rendering import render
from fanmankind.operating.doors import Doors

TOKEN = "a-token-of-the-operator-alone"


def ask(path: str, site: Any = None, method: str = "GET", **headers: str) -> Answer:
    """Ask; headers as in ``HTTP_AUTHORIZATION="..."``."""
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000", "SCRIPT_NAME": "", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
    } | headers  # fmt: skip
    return render(Doors(site or _nobody), environ)


def _nobody(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise AssertionError("The site was asked.")
