"""Validators: browsers ask each time, and get 304 without a body when nothing changed."""

import pytest

from tests.edge.asking import ask
from tests.edge.demonstration import ARTICLES, PUBLIC, VEILED, passage_of

PAGE = ARTICLES[0]


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_says_how_long_it_lasts_and_can_be_revalidated(
    served: str, path: str
) -> None:
    answer = ask(served, path)
    directives = {part.strip() for part in answer.header("Cache-Control").split(",")}
    assert answer.status == 200
    assert {"public", "no-cache"} <= directives
    assert any(part.startswith("s-maxage=") for part in directives)
    assert not directives & {"private", "no-store"}
    known = ask(served, path, headers={"If-None-Match": answer.header("ETag")})
    assert (known.status, known.body) == (304, b"")
    assert known.header("ETag") == answer.header("ETag")


def test_a_passages_own_page_can_be_revalidated(served: str) -> None:
    path = passage_of(served, VEILED[0])
    etag = ask(served, path).header("ETag")
    assert etag
    assert ask(served, path, headers={"If-None-Match": etag}).status == 304


@pytest.mark.parametrize(
    "form",
    ["{etag}", "W/{opaque}", "{opaque}", '"other", {etag}', '{etag} , W/"other"', "*"],
)
def test_a_known_version_is_recognised_in_every_form(served: str, form: str) -> None:
    etag = ask(served, PAGE).header("ETag")
    value = form.format(etag=etag, opaque=etag.removeprefix("W/"))
    answer = ask(served, PAGE, headers={"If-None-Match": value})
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("value", ['"other"', 'W/"0"', "", "unquoted", '"a', ",,,"])
def test_an_unknown_version_gets_the_page(served: str, value: str) -> None:
    answer = ask(served, PAGE, headers={"If-None-Match": value})
    assert answer.status == 200
    assert answer.body


def test_304_repeats_what_a_cache_needs(served: str) -> None:
    page = ask(served, PAGE)
    known = ask(served, PAGE, headers={"If-None-Match": page.header("ETag")})
    for name in ("ETag", "Cache-Control", "CDN-Cache-Control", "Vary"):
        assert known.header(name) == page.header(name), name


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_every_coding_of_a_page_is_recognised(served: str, coding: str) -> None:
    accepting = {"Accept-Encoding": coding}
    etag = ask(served, PAGE, headers=accepting).header("ETag")
    assert ask(served, PAGE, headers=accepting | {"If-None-Match": etag}).status == 304


def test_two_pages_have_two_versions(served: str) -> None:
    etags = [ask(served, path).header("ETag") for path in PUBLIC]
    assert len(set(etags)) == len(etags)


def test_a_missing_page_is_kept_for_seconds_only(served: str) -> None:
    answer = ask(served, "/no-such-page/")
    assert "s-maxage=10," in answer.header("Cache-Control")
    assert answer.status == 404
