"""Content coding: Brotli where it is wanted, else gzip, else as it is."""

import re

import pytest

from tests.edge.asking import ask
from tests.edge.demonstration import ARTICLES, FEEDS

WANTED = {
    "br": "br",
    "gzip": "gzip",
    "gzip, deflate, br, zstd": "br",
    "gzip;q=1.0, br;q=0.5": "gzip",
    "br;q=0, gzip": "gzip",
    "br;q=0, gzip;q=0": "",
    "*": "br",
    "*, br;q=0": "gzip",
    "*;q=0": "",
    "identity": "",
    "gzip;q=0.5, identity;q=1": "",
    "gzip;q=0.5, identity;q=0.4": "gzip",
    "gzip, identity": "gzip",
    "br;q=0, identity;q=0.1, gzip;q=0": "",
    "deflate": "",
    "": "",
    "BR": "br",
}


@pytest.mark.parametrize(("wanted", "coding"), WANTED.items())
def test_the_wanted_coding_comes(served: str, wanted: str, coding: str) -> None:
    answer = ask(served, ARTICLES[0], headers={"Accept-Encoding": wanted})
    assert answer.header("Content-Encoding") == coding
    assert answer.header("Vary") == "Accept-Encoding"


def test_without_the_header_it_comes_as_it_is(served: str) -> None:
    assert ask(served, "/").header("Content-Encoding") == ""


@pytest.mark.parametrize("path", ["/", ARTICLES[0], *FEEDS[:3], "/sitemap.xml"])
def test_every_coding_says_the_same(served: str, path: str) -> None:
    answers = [ask(served, path, headers={"Accept-Encoding": c}) for c in ("br", "gzip", "")]
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.header("ETag") for answer in answers}) == 1
    assert len(answers[0].body) < len(answers[2].body)


@pytest.mark.parametrize(
    "header",
    [";;;,,,=;q=x", "br;q=nan", "br;q=-1, gzip;q=", "q=1", "br;;q=1", "\xff\xfe", "a" * 8000],
)
def test_a_malformed_wish_still_gets_the_page(served: str, header: str) -> None:
    answer = ask(served, "/", headers={"Accept-Encoding": header})
    assert answer.status == 200
    assert "</html>" in answer.text


def test_static_files_come_compressed(served: str) -> None:
    sheet = re.search(r'href="(/static/css/components[^"]+)"', ask(served, "/").text)
    assert sheet
    for wanted, coding in (("br", "br"), ("gzip", "gzip")):
        answer = ask(served, sheet[1], headers={"Accept-Encoding": wanted})
        assert answer.header("Content-Encoding") == coding
        assert "Accept-Encoding" in answer.header("Vary")
