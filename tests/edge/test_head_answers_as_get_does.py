"""HEAD: the headers of GET, and no body."""

import pytest

from tests.edge.asking import ask, ask_raw
from tests.edge.demonstration import ARTICLES, MISSING, PUBLIC

SAME = (
    "Content-Type", "Content-Length", "Content-Encoding", "ETag", "Cache-Control",
    "CDN-Cache-Control", "Vary", "Content-Security-Policy",
)  # fmt: skip


@pytest.mark.parametrize("path", [*PUBLIC, MISSING])
@pytest.mark.parametrize("coding", ["br", "identity"])
def test_head_has_the_headers_of_get(served: str, path: str, coding: str) -> None:
    accepting = {"Accept-Encoding": coding}
    get, head = (ask(served, path, method, headers=accepting) for method in ("GET", "HEAD"))
    assert head.status == get.status
    assert {name: head.header(name) for name in SAME} == {name: get.header(name) for name in SAME}
    assert int(head.header("Content-Length")) == len(get.body)


def test_head_sends_no_body(served: str) -> None:
    answer = ask_raw(served, ARTICLES[0].encode(), method=b"HEAD")
    assert answer is not None
    assert answer.status == 200
    assert answer.body == b""


def test_head_is_told_that_nothing_changed(served: str) -> None:
    etag = ask(served, "/", "HEAD").header("ETag")
    assert ask(served, "/", "HEAD", headers={"If-None-Match": etag}).status == 304
