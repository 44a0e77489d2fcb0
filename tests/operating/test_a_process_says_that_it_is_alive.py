"""``/healthz`` answers whatever is broken, and is nobody's to keep."""

import pytest

from tests.edge.asking import ask as ask_over_http
from tests.operating.doors import ask


def test_it_asks_neither_the_database_nor_the_site() -> None:
    answer = ask("/healthz")
    assert (answer.code, answer.body) == (200, b"alive\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_no_door_is_kept_sets_a_cookie_or_takes_anything(path: str) -> None:
    answer = ask(path, method="POST")
    assert answer.code == 405
    assert answer.header("cache-control") == "no-store"
    assert answer.header("set-cookie") == ""
    assert answer.header("x-content-type-options") == "nosniff"


def test_head_has_no_body() -> None:
    answer = ask("/healthz", method="HEAD")
    assert (answer.code, answer.body, answer.header("content-length")) == (200, b"", "6")


def test_any_host_may_ask() -> None:
    assert ask("/healthz", HTTP_HOST="10.0.0.7:8001").code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_served_site_has_these_doors(served: str, path: str) -> None:
    answer = ask_over_http(served, path)
    assert answer.status == 200, answer.text
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("Set-Cookie") == ""
