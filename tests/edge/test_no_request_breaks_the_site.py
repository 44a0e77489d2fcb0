"""Whatever is asked of whichever address: no breakdown, no traceback, nothing given back raw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.edge.routes import Route, routes
from tests.edge.whole_client import WholeClient, whole_site
from tests.factories import make_article

pytestmark = pytest.mark.django_db

MARK = '"><img src=x onerror=mark>'
TRIES = 10  # of each address
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE", "get", "X"]
NAMES = ["q", "page", "p", "next", "through", "email", "password", "login", "code", "key", "token",
         "state", "user", "id_token", "error", "show", "kind", "feed", "csrfmiddlewaretoken",
         "payload", "captcha", "process", "credential", "article", "line"]  # fmt: skip
# Fields that take files.
UPLOADS = ["portrait", "file"]
HEADERS = ["HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE",
           "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_REFERER",
           "HTTP_ORIGIN", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "HTTP_X_CSRFTOKEN",
           "HTTP_AUTHORIZATION", "HTTP_X_REQUESTED_WITH", "HTTP_CONTENT_ENCODING"]  # fmt: skip
TYPES = ["application/x-www-form-urlencoded", "application/json", "multipart/form-data",
         "multipart/form-data; boundary=x", "text/plain; charset=nonsense", "",
         "image/png", "text/html; charset=hex", "a; x*=nonsense''abc"]  # fmt: skip
KNOWN = [
    MARK, "", "0", "-1", "9" * 40, "1e309", "NaN", "null", "\0", "\ud800", "'", "%", "{{7*7}}",
    "../../etc/passwd", "a" * 5_000, "[]", "{}", "//evil.example", "javascript:alert(1)",
    "\r\nSet-Cookie: a=b", "٣", "İ", "\u202e", "z" * 13,
]  # fmt: skip

hostile = st.one_of(st.text(max_size=40), st.sampled_from(KNOWN))
plain = hostile.map(lambda text: text.encode("latin-1", "ignore").decode("latin-1"))
VALUES: dict[str, Any] = {
    "int": st.sampled_from(["0", "1", "7", "2147483648", "9223372036854775808", "9" * 60]),
    "slug": st.sampled_from(["a", "for-all-mankind", "-", "_", "0" * 300]),
    "uuid": st.uuids().map(str),
}


# Either everything that any address listens to, or a few names that nobody knows.
everything = st.lists(hostile, min_size=len(NAMES), max_size=len(NAMES))
said = everything.map(lambda values: dict(zip(NAMES, values, strict=True))) | st.dictionaries(
    hostile, hostile, max_size=4
)


def address(route: Route) -> st.SearchStrategy[str]:
    """An address of a route with hostile values in its holes, and a hostile query."""
    holes = st.tuples(*(VALUES.get(kind, hostile.map(_quoted)) for kind in route.kinds))
    return st.builds(lambda values, query: route.fill(list(values)) + _query(query), holes, said)


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="/")


def _query(said: dict[str, str]) -> str:
    pairs = [
        (key.encode("utf-8", "surrogatepass"), value.encode("utf-8", "surrogatepass"))
        for key, value in said.items()
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def _object_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3)


things = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), plain), _object_of)


def _upload(field: str, name: str, content: bytes) -> bytes:
    said = f'name="{field}"; filename="{name}"'.encode("utf-8", "surrogatepass")
    return b"--x\r\nContent-Disposition: form-data; " + said + b"\r\n\r\n" + content + b"\r\n--x--"


pictures = st.builds(
    lambda head, rest: head + rest,
    st.sampled_from(
        [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBP"]
    ),
    st.binary(max_size=200),
)
uploads = st.builds(_upload, st.sampled_from(UPLOADS), hostile, pictures)
bodies = st.one_of(
    st.binary(max_size=200),
    uploads,
    said.map(lambda fields: _query(fields)[1:].encode()),
    things.map(lambda thing: json.dumps(thing).encode()),
)


methods = st.sampled_from(["GET", "POST"]) | st.sampled_from(METHODS)
others = st.dictionaries(st.sampled_from(HEADERS), plain, max_size=3)


@pytest.mark.parametrize("route", routes(), ids=str)
def test_it_answers(route: Route, tmp_path: Path) -> None:
    make_article()
    site = whole_site(tmp_path)
    stranger, reader = WholeClient(site), WholeClient(site)
    user = User.objects.create_user(email="reader@reader.example", password="x")

    @settings(
        max_examples=TRIES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        st.booleans(), address(route), methods, bodies,
        st.tuples(st.sampled_from(TYPES), others),
    )  # fmt: skip
    def ask(
        is_in: bool, where: str, method: str, body: bytes, more: tuple[str, dict[str, str]]
    ) -> None:
        kind, headers = more
        client = reader if is_in else stranger
        if is_in:  # whatever the one before did
            client.force_login(user)
        answer = client.generic(method, where, body, kind, **headers)
        assert answer.code < 500
        assert b"Traceback (most recent call last)" not in answer.body
        assert MARK.encode() not in answer.body
        assert "\n" not in "".join(field[1] for field in answer.headers)

    ask()
