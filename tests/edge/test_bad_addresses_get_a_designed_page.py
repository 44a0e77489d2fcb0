"""Addresses that nobody meant: the right status, our design, a way home, and never a 5xx."""

import pytest

from tests.edge.asking import ask, ask_raw, is_designed
from tests.edge.demonstration import ARTICLES, SHOWS

SHOW = next(iter(SHOWS.values()))
MISSING = {
    "unknown": "/no-such-page/",
    "unknown under a show": f"{SHOW}no-such-article/",
    "unknown under an article": f"{ARTICLES[0]}no-such-part/",
    "a passage that is none": f"{ARTICLES[0]}passage/not-a-uuid/",
    "an unknown passage": f"{ARTICLES[0]}passage/00000000-0000-0000-0000-000000000000/",
    "an unknown feed": "/feeds/no-such-show/rss.xml",
    "an unknown picture": "/media/images/none.jpg",
    "an unknown style sheet": "/static/css/none.css/",
    "broken percent-encoding": "/%zz/%/%e/",
    "NUL": "/%00/",
    "NUL in a feed's show": "/feeds/%00/rss.xml",
    "NUL in a picture's name": "/media/%00.jpg",
    "invalid UTF-8": "/%ff%fe/",
    "an overlong encoding": "/%c0%ae%c0%ae/",
    "a lone surrogate": "/%ed%a0%80/",
    "very long": "/" + "a" * 10_000 + "/",
    "very long, of a feed": "/feeds/" + "a" * 5_000 + "/rss.xml",
    "very long, of a picture": "/media/" + "a" * 5_000 + ".jpg",
    "very deep": "/" + "a/" * 3_000,
    "a document with a number too long": f"/documents/{'9' * 4_301}/",
    "a document with a number that no database has": f"/documents/{2**63}/a.pdf",
    "two slashes": "//elsewhere.example/",
    "encoded slashes": "/%2f%2felsewhere.example/",
    "a new line": "/a%0d%0aSet-Cookie:%20a=b/",
    "markup": "/%3Cscript%3Ealert(1)%3C/script%3E/",
}


@pytest.mark.parametrize("path", MISSING.values(), ids=MISSING)
def test_it_is_not_found_in_our_design(served: str, path: str) -> None:
    answer = ask(served, path)
    assert answer.status == 404
    assert is_designed(answer)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/shows", ARTICLES[0].rstrip("/")])
def test_a_forgotten_slash_is_added(served: str, path: str) -> None:
    answer = ask(served, path)
    assert (answer.status, answer.header("Location")) == (301, f"{path}/")


@pytest.mark.parametrize("path", ["//elsewhere.example", "/%2felsewhere.example", "/\\elsewhere"])
def test_nobody_is_sent_to_another_site(served: str, path: str) -> None:
    answer = ask(served, path)
    location = answer.header("Location")
    assert answer.status in {301, 404}
    assert not location.startswith(("//", "/\\", "http"))


@pytest.mark.parametrize("target", [b"/\xff\xfe/", b"/\x00/", b"/a b/", b"*", b""])
def test_what_is_no_request_target_is_refused(served: str, target: bytes) -> None:
    answer = ask_raw(served, target)
    assert answer is None or answer.status in {400, 404}


@pytest.mark.parametrize("size", [10_000, 60_000, 100_000, 300_000])
@pytest.mark.parametrize("path", ["/", ARTICLES[0], "/shows/", "/sitemap.xml"])
def test_a_huge_query_string_changes_nothing_or_is_too_long(
    served: str, path: str, size: int
) -> None:
    answer = ask(served, f"{path}?q={'a' * size}")
    if answer.status == 414:
        assert size > 60_000
    else:
        assert (answer.status, answer.body) == (200, ask(served, path).body)


def test_thousands_of_parameters_change_nothing(served: str) -> None:
    answer = ask(served, "/shows/?" + "&".join(f"p{n}={n}" for n in range(5_000)))
    assert (answer.status, answer.body) == (200, ask(served, "/shows/").body)
