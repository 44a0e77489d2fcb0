"""A bare WSGI function that answers with the bytes of a file: the server's own speed."""

import os
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "br"),
           ("Content-Length", str(len(BODY)))]  # fmt: skip


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The same for everything."""
    start_response("200 OK", HEADERS)
    return [BODY]
