"""Whoever wants more than to read a public address is told what is allowed."""

import pytest

from tests.edge.asking import ask, is_designed
from tests.edge.demonstration import MISSING, PUBLIC

METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused_everywhere(served: str, method: str) -> None:
    answers = {path: ask(served, path, method) for path in PUBLIC}
    assert {path: a.status for path, a in answers.items() if a.status != 405} == {}
    assert {a.header("Allow") for a in answers.values()} == {"GET, HEAD"}
    assert not any("Set-Cookie" in a.headers for a in answers.values())


@pytest.mark.parametrize("method", METHODS)
def test_a_missing_address_refuses_them_too(served: str, method: str) -> None:
    for path in (MISSING, MISSING.rstrip("/"), "/feeds/no-such-show/rss.xml", "/media/none.jpg"):
        assert ask(served, path, method).status in {404, 405}, path


def test_a_body_does_not_change_the_refusal(served: str) -> None:
    body = b"csrfmiddlewaretoken=x&title=<script>"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert ask(served, "/", "POST", headers=form, body=body).status == 405


def test_a_refusal_is_not_kept(served: str) -> None:
    assert "no-store" in ask(served, "/", "POST").header("Cache-Control")


def test_a_refusal_is_a_designed_page(served: str) -> None:
    assert is_designed(ask(served, "/", "POST"))


def test_a_static_file_is_only_read(served: str) -> None:
    for method in ("POST", "DELETE"):
        assert ask(served, "/static/brand/mark.svg", method).status in {404, 405}
