"""The site answers under its own names only, and never repeats another one."""

import pytest

from tests.edge.asking import ask, ask_raw, is_designed
from tests.edge.demonstration import ARTICLES

HOSTILE = [
    b"elsewhere.example", b"localhost.elsewhere.example", b"localhost:8000@elsewhere.example",
    b"elsewhere.example:80", b"<script>alert(1)</script>", b"localhost/../", b"\xff",
    b"[::g]", b"..",
]  # fmt: skip
PATHS = ["/", "/shows", ARTICLES[0], "/feeds/rss.xml", "/sitemap.xml", "/robots.txt", "/none/"]


@pytest.mark.parametrize("host", HOSTILE)
def test_another_name_is_a_bad_request(served: str, host: bytes) -> None:
    answer = ask_raw(served, host=host)
    assert answer is None or answer.status == 400
    assert answer is None or b"elsewhere.example" not in answer.body


@pytest.mark.parametrize("path", [*PATHS, "/media/none.jpg", "/cms/login/", "/favicon.ico"])
def test_it_is_refused_everywhere_in_our_design_and_not_kept(served: str, path: str) -> None:
    answer = ask(served, path, headers={"Host": "elsewhere.example"})
    assert answer.status == 400
    assert is_designed(answer)
    assert "no-store" in answer.header("Cache-Control")
    assert "Set-Cookie" not in answer.headers


def test_without_a_host_it_is_a_bad_request(served: str) -> None:
    answer = ask_raw(served, host=b"")
    assert answer is not None
    assert answer.status == 400


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"]
)
def test_a_forwarded_name_is_ignored(served: str, path: str, header: str) -> None:
    value = "host=elsewhere.example" if header == "Forwarded" else "elsewhere.example"
    plain, forged = ask(served, path), ask(served, path, headers={header: value})
    assert (forged.status, forged.body) == (plain.status, plain.body)
    assert forged.header("Location") == plain.header("Location")


def test_a_forwarded_scheme_is_ignored_without_a_proxy(served: str) -> None:
    forged = ask(served, "/", headers={"X-Forwarded-Proto": "https"})
    assert forged.body == ask(served, "/").body
    assert "Strict-Transport-Security" not in forged.headers


def test_canonical_addresses_name_the_site_whatever_local_name_was_used(served: str) -> None:
    port = served.rpartition(":")[2]
    elsewhere = ask(served, "/", headers={"Host": f"127.0.0.1:{port}"})
    assert elsewhere.status == 200
    assert elsewhere.body == ask(served, "/").body
