"""Asking the served site over HTTP, byte for byte: well formed, or deliberately not."""

from __future__ import annotations

import gzip
import socket
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import brotli

PATIENCE = 30.0  # seconds; the test machine may be busy
CODINGS = {"Accept-Encoding": "br, gzip"}  # what every browser sends at least


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``body`` is as transferred, still in its content coding."""

    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, or the empty string."""
        return str(self.headers.get(name, ""))

    @property
    def content(self) -> bytes:
        """The body without its content coding."""
        coding = self.header("Content-Encoding")
        if coding == "br":
            plain: bytes = brotli.decompress(self.body)
            return plain
        return gzip.decompress(self.body) if coding == "gzip" else self.body

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode()


def ask(
    site: str, path: str = "/", method: str = "GET", headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:  # fmt: skip
    """Ask for a path, as it is given; nothing is followed, added or decoded."""
    where = urlsplit(site)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
    try:
        named = headers or {}
        connection.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
        for name, value in named.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def ask_raw(
    site: str, target: bytes = b"/", *, method: bytes = b"GET", host: bytes | None = None,
    extra: bytes = b"",
) -> Answer | None:  # fmt: skip
    """Send bytes that no client would: a target or headers that are malformed.

    ``host`` is the Host header's value: the site's own when None, left out when empty.
    None comes back when the server closes the connection without a word.
    """
    where = urlsplit(site)
    named = where.netloc.encode() if host is None else host
    lines = [method + b" " + target + b" HTTP/1.1", b"Connection: close"]
    lines += [b"Host: " + named] if named else []
    lines += [extra] if extra else []
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE) as connection:
        connection.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
        response = HTTPResponse(connection, method=method.decode())
        try:
            response.begin()
            return Answer(response.status, response.headers, response.read())
        except ConnectionError:
            return None


def is_designed(answer: Answer) -> bool:
    """Whether a person who meets this page sees our design and a way home."""
    return (
        answer.header("Content-Type").startswith("text/html")
        and '<link rel="stylesheet" href="/static/css/' in answer.text
        and '<a class="button" href="/"' in answer.text
        and "<h1>" in answer.text
    )
