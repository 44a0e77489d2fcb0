"""A rush makes a page once; whatever breaks behind the cache, its pages keep coming."""

from __future__ import annotations

import errno
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fanmankind.edge import page_cache, policy
from fanmankind.edge.copies import Answer
from fanmankind.edge.copy_files import Files
from fanmankind.edge.models import EVERYTHING
from tests.edge.cached_site import CachedSite, Looking

CROWD = 8
OK, DOWN = "200 OK", "503 Service Unavailable"


class Site:
    """Answers with how many times it was asked; can be made to wait, and to fail."""

    def __init__(self) -> None:
        self.times = 0
        self.status = OK
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.is_asked = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.times += 1
        times = self.times
        self.is_asked.set()
        assert self.goes_on.wait(20)
        public = [("Content-Type", "text/plain"), ("ETag", f'W/"{times}"'),
                  ("Cache-Control", policy.PAGE.cache_control()),
                  ("CDN-Cache-Control", policy.PAGE.cdn_cache_control())]  # fmt: skip
        start_response(self.status, public if self.status == OK else [])
        return [str(times).encode()]


class Told(Looking):
    """Knows the edition that a test tells it."""

    told = 1

    def find(self) -> dict[str, int]:
        """The same for every section."""
        return {EVERYTHING: self.told}


@pytest.fixture
def site(tmp_path: Path) -> CachedSite:
    """A site that can be made to wait and to fail, behind the cache."""
    return _behind_a_cache(tmp_path, Site(), Told())


def _behind_a_cache(folder: Path, site: Site, watch: Told) -> CachedSite:
    cached = CachedSite(folder, site)
    cached.watch = cached.cache.watch = watch
    return cached


def _rush(site: CachedSite, size: int = CROWD) -> list[Answer]:
    with ThreadPoolExecutor(size) as crowd:
        return list(crowd.map(lambda _: site.get("/"), range(size)))


def test_a_rush_makes_a_page_once(site: CachedSite) -> None:
    answers = _rush(site)
    assert {answer.body for answer in answers} == {b"1"}
    assert site.site.times == 1


def test_while_a_page_is_made_anew_others_get_the_old_one(site: CachedSite) -> None:
    site.get("/")
    site.watch.told += 1
    site.site.goes_on.clear()
    site.site.is_asked.clear()
    with ThreadPoolExecutor(1) as one:
        first = one.submit(site.get, "/")
        assert site.site.is_asked.wait(20)
        others = _rush(site)
        site.site.goes_on.set()
        assert first.result().body == b"2"
    assert {answer.body for answer in others} == {b"1"}
    # A shared cache that was told to forget the page may not keep what it had.
    assert {"s-maxage=0," in answer.header("cache-control") for answer in others} == {True}
    assert {"max-age=0," in answer.header("cdn-cache-control") for answer in others} == {True}
    new = site.get("/")
    assert new.body == b"2"
    assert "s-maxage=0," not in new.header("cache-control")
    assert site.site.times == 2


def test_two_processes_make_a_page_once(tmp_path: Path) -> None:
    made = Site()
    caches = [_behind_a_cache(tmp_path, made, Told()) for _ in range(2)]
    assert [cache.get("/").body for cache in caches] == [b"1", b"1"]
    assert made.times == 1


def test_a_page_that_can_t_be_made_stays_as_it_was(
    site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.get("/")
    site.watch.told += 1
    site.site.status = DOWN
    assert {site.get("/").body for _ in range(5)} == {b"1"}
    assert site.site.times == 2  # it is not tried for everybody
    site.site.status = OK
    monkeypatch.setattr(page_cache, "REST", 0)
    site.cache.pages.copies["/"].rests_until = 0
    assert site.get("/").body == b"3"


def test_what_was_never_there_says_so(site: CachedSite) -> None:
    site.site.status = DOWN
    answer = site.get("/")
    assert (answer.code, answer.header("age")) == (503, "")
    assert not site.cache.pages.copies


def test_without_its_database_a_new_process_has_the_old_pages(tmp_path: Path) -> None:
    made = Site()
    _behind_a_cache(tmp_path, made, Told()).get("/")
    made.status = DOWN
    watch = Told()
    watch.blind, watch.told = True, 0
    after = _behind_a_cache(tmp_path, made, watch)
    assert after.get("/").body == b"1"
    assert after.get("/robots.txt").code == 503


def test_a_copy_of_another_release_is_not_given(tmp_path: Path) -> None:
    made = Site()
    site = _behind_a_cache(tmp_path, made, Told())
    site.get("/")
    site.cache.files = Files(tmp_path, "another")
    site.cache.pages.drop("/")
    assert site.a_moment_later().get("/").body == b"2"


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xff\n", None])
def test_a_damaged_copy_is_made_anew(site: CachedSite, damage: bytes | None) -> None:
    site.get("/")
    path = site.files.path("/")
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    site.cache.pages.drop("/")
    assert site.a_moment_later().get("/").body == b"2"


def test_a_full_disk_harms_nobody(site: CachedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(Path, "mkdir", full)
    assert site.get("/").body == b"1"
    assert site.get("/").body == b"1"


def test_age_grows_while_nothing_is_known(
    site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert site.get("/").header("age") == "0"
    site.watch.seen_at = now = time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + 90)
    assert site.get("/").header("age") == "90"


def test_a_page_is_given_again_for_no_longer_than_its_second(
    site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.25
    monkeypatch.setattr(page_cache.time, "time", lambda: now)
    site.get("/")
    given = [site.get("/").header("x-accel-expires") for _ in range(2)]
    assert given == ["@1000000"] * 2
    began = time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: began + 0.8)
    now += 0.8
    assert site.get("/").header("x-accel-expires") == "@1000001"
    assert site.site.times == 1


@pytest.mark.parametrize("asked", [
    {"HTTP_ACCEPT_ENCODING": "gzip"}, {"method": "HEAD"}, {"HTTP_IF_NONE_MATCH": '"1"'},
])  # fmt: skip
def test_only_the_same_question_gets_the_same_answer_again(
    site: CachedSite, asked: dict[str, str]
) -> None:
    before = site.get("/", **asked)
    assert site.get("/").body == site.get("/").body == b"1"
    assert site.get("/", **asked) == before
