"""Whatever a Content-Type names, the site answers, and no bare breakdown of the server does."""

from __future__ import annotations

import pytest

from fanmankind.edge.content_types import without_charset
from tests.edge.asking import ask

ODD = [
    *(f"text/html; charset={name}" for name in ("hex", "rot13", "zlib", "idna", "undefined")),
    "a; x*=nonsense''abc",
    "a; charset*=utf-8''hex",
    "a; " + "x" * 3_000,
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize(
    "path", ["/reading/report/?q=%ff", "/search/?q=%ff&x=1", "/sitemap.xml?x=%ff"]
)
def test_a_page_comes(served: str, path: str, odd: str) -> None:
    assert ask(served, path, headers={"Content-Type": odd}).status in {200, 302, 404}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_a_form_is_refused(served: str, odd: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc\r\n--x--'
    for kind in (odd, f"multipart/form-data; boundary=x; {odd.partition(';')[2]}"):
        for path in ("/accounts/login/", "/reading/shelf/", "/accounts/apple/login/callback/"):
            answer = ask(served, path, "POST", {"Content-Type": kind}, body)
            assert 400 <= answer.status < 500, (path, kind)


def test_so_many_fields_are_too_many_whatever_the_charset(served: str) -> None:
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    assert ask(served, f"/reading/report/?{'a&' * 10_001}", headers=headers).status == 400


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ('multipart/form-data; Charset = "UTF-8"; boundary=x', "multipart/form-data; boundary=x"),
        ("multipart/form-data; boundary=charset", "multipart/form-data; boundary=charset"),
        ("text/plain", "text/plain"),
        ("a; charset*=utf-8''hex", ""),
    ],
)
def test_all_but_the_charset_stays(said: str, kept: str) -> None:
    assert without_charset(said) == kept
