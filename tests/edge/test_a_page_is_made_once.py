"""A public page is made once and given to everybody; what is not public never gets in."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client

from accounts.models import User
from articles.addresses import forget_site
from tests.edge.cached_site import CachedSite
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path) -> CachedSite:
    """The site behind an empty cache."""
    return CachedSite(tmp_path)


@pytest.fixture
def path() -> str:
    """A public article's address."""
    return address_of(make_article())


def address_of(page: Any) -> str:
    """Where it is, whatever an earlier test's site was called."""
    forget_site()
    return str(page.address)


def test_it_is_made_once_for_everybody(site: CachedSite, path: str) -> None:
    first = site.get(path)
    again = [
        site.get(path),
        site.get(path, HTTP_COOKIE="sessionid=abc; signed_in=1.key", HTTP_USER_AGENT="Another"),
        site.get(path, HTTP_ACCEPT_LANGUAGE="lv", HTTP_AUTHORIZATION="Bearer x"),
    ]
    assert first.code == 200
    assert [answer.body for answer in again] == [first.body] * 3
    assert len(site.asked) == 1


def test_it_is_what_the_site_itself_answers(site: CachedSite, path: str) -> None:
    for address in (path, "/", "/robots.txt", "/sitemap.xml", "/search/?q=ending"):
        assert site.get(address).body == site.fresh(address)


def test_each_coding_is_negotiated(site: CachedSite, path: str) -> None:
    plain = site.get(path).body
    br, gz = (site.get(path, HTTP_ACCEPT_ENCODING=coding) for coding in ("gzip, br", "gzip"))
    assert brotli.decompress(br.body) == gzip.decompress(gz.body) == plain
    assert [br.header("content-encoding"), gz.header("content-encoding")] == ["br", "gzip"]
    for answer in (br, gz):
        assert answer.header("content-length") == str(len(answer.body))
        assert answer.header("vary") == "Accept-Encoding"
    assert site.get(path, HTTP_ACCEPT_ENCODING="br;q=0").body == plain
    assert len(site.asked) == 1


def test_a_known_copy_is_not_sent_again(site: CachedSite, path: str) -> None:
    etag = site.get(path).header("etag")
    known = site.get(path, HTTP_IF_NONE_MATCH=f'"other", {etag}')
    assert (known.code, known.body, known.header("etag")) == (304, b"", etag)
    assert known.header("cache-control").startswith("public, no-cache, s-maxage=")
    assert site.get(path, HTTP_IF_NONE_MATCH='"other"').code == 200


def test_head_says_what_get_says(site: CachedSite, path: str) -> None:
    head = site.get(path, method="HEAD")
    got = site.get(path)
    assert head.body == b""
    assert head.headers == got.headers
    assert len(site.asked) == 1


def test_security_headers_are_in_the_copy(site: CachedSite, path: str) -> None:
    site.get(path)
    copy = site.get(path)
    names = {key.lower() for key, _ in copy.headers}
    assert {"content-security-policy", "x-content-type-options", "referrer-policy", "age",
            "permissions-policy", "cross-origin-opener-policy"} <= names  # fmt: skip
    assert "set-cookie" not in names


@pytest.mark.parametrize(
    "query", ["utm_source=x", "fbclid=1", "page=1", "x=%00", "a=b&a=c", "&&&", "q"]
)
def test_what_means_nothing_multiplies_nothing(site: CachedSite, path: str, query: str) -> None:
    plain = site.get(path).body
    kept = len(site.cache.pages.copies)
    answer = site.get(f"{path}?{query}")
    assert answer.body == plain
    assert len(site.cache.pages.copies) == kept


def test_what_means_something_has_its_own_copy(site: CachedSite) -> None:
    show = make_show()
    make_article(show)
    far = site.get(f"{address_of(show)}catch-up/?through=s1&utm=1").body
    near = site.get(f"{address_of(show)}catch-up/?through=s1e1").body
    assert far != near
    assert site.get(f"{address_of(show)}catch-up/?through=s1").body == far
    assert len(site.asked) == 2


def test_an_old_archives_query_is_the_sites_to_answer(site: CachedSite) -> None:
    make_show()
    site.get("/")
    site.get("/?p=123")
    assert site.asked[-1]["QUERY_STRING"] == "p=123"


@pytest.mark.parametrize(
    "header",
    ["HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_X_ORIGINAL_URL", "HTTP_FORWARDED",
     "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_SERVER", "HTTP_X_REWRITE_URL", "HTTP_COOKIE",
     "HTTP_X_FORWARDED_FOR", "HTTP_ACCEPT_LANGUAGE", "HTTP_ORIGIN", "HTTP_REFERER"],
)  # fmt: skip
def test_no_header_gets_into_a_copy(site: CachedSite, path: str, header: str) -> None:
    poisoned = site.get(path, **{header: "evil.example"})
    assert "evil" not in repr(poisoned)
    assert site.get(path).body == poisoned.body == site.fresh(path)


def test_another_host_is_refused(site: CachedSite, path: str) -> None:
    site.get(path)
    assert site.get(path, HTTP_HOST="evil.example").code == 400
    assert site.get(path, HTTP_HOST="LOCALHOST:1234").code == 200
    assert len(site.cache.pages.copies) == 1


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/reading/me.json", "/cms/", "/no-such-page/", "/styleguide/",
                "//evil", "/search/?q=a&q=b", "/search/?q=" + "x" * 300]
)  # fmt: skip
def test_what_is_not_public_never_gets_in(site: CachedSite, address: str) -> None:
    make_show()
    for _ in range(2):
        site.get(address)
    assert not site.cache.pages.copies
    assert not site.cache.searches.copies
    assert not list(site.files.folder.rglob("*"))
    assert len(site.asked) >= 2


def test_a_draft_and_its_preview_never_get_in(site: CachedSite, client: Client) -> None:
    draft = make_article(publish=False, title="Nobody may read this")
    client.force_login(User.objects.create_superuser(email="a@b.example", password="x"))
    site.get(address_of(draft))
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    preview = site.get(f"/cms/pages/{draft.pk}/view_draft/", HTTP_COOKIE=cookie)
    assert b"Nobody may read this" in preview.body
    assert not site.cache.pages.copies


def test_other_methods_are_refused(site: CachedSite, path: str) -> None:
    site.get(path)
    for method in ("POST", "PUT", "DELETE", "PURGE", "OPTIONS"):
        assert site.get(path, method=method).code == 405


def test_memory_is_bounded_and_keeps_what_is_read(tmp_path: Path) -> None:
    addresses = [address_of(make_article()) for _ in range(12)]
    room = 5 * _size_of_one(tmp_path / "one", addresses[0])
    site = CachedSite(tmp_path / "all", room=room)
    for address in addresses:
        site.a_moment_later().get(addresses[0])
        site.get(address)
        assert site.cache.pages.taken <= room
    assert addresses[0] in site.cache.pages.copies
    assert 2 <= len(site.cache.pages.copies) <= 6


def _size_of_one(folder: Path, address: str) -> int:
    site = CachedSite(folder)
    site.get(address)
    return site.cache.pages.taken


NUMBERS = ["abc", "01", "0000001", "%201", "+1", "1%20", "%D9%A1", "0", "-1", "%00"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_written_in_one_way(site: CachedSite, number: str) -> None:
    show = make_show()
    make_article(show)
    address = address_of(show)
    assert site.get(f"{address}?page={number}").code == 404
    assert len(site.cache.pages.copies) == 0


def test_the_first_page_is_the_page(site: CachedSite, path: str) -> None:
    bodies = {site.get(path + query).body for query in ("", "?page=1", "?page=", "?page=1&x=2")}
    assert len(bodies) == len(site.asked) == len(site.cache.pages.copies) == 1


@pytest.mark.parametrize("number", ["2", "99999", "abc", "%00"])
def test_a_second_page_of_an_article_leads_to_it(site: CachedSite, path: str, number: str) -> None:
    answer = site.get(f"{path}?page={number}")
    assert (answer.code, answer.header("location")) == (301, path)
    assert len(site.cache.pages.copies) == 0


def test_two_numbers_are_the_sites_to_judge(site: CachedSite, path: str) -> None:
    assert site.get(f"{path}?page=2&page=1").body == site.get(path).body


def test_what_is_not_there_is_asked_for_once(site: CachedSite, path: str) -> None:
    assert site.get("/not-there/?x=1").code == 404
    assert len(site.asked) == 1


def test_a_wish_that_nobody_has_is_not_remembered(site: CachedSite, path: str) -> None:
    for number in range(3):
        answer = site.get(path, HTTP_ACCEPT_ENCODING=f"br, {'x' * 60_000}{number}")
        assert answer.header("content-encoding") == "br"
    assert not site.cache._codings
    assert not site.cache._moment.given
