"""What ``deploy/nginx`` gives: pages are kept for everybody, people's own for nobody."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from fanmankind.edge.policy import PAGE
from tests.edge import nginx
from tests.edge.asking import CODINGS, ask
from tests.edge.demonstration import ARTICLES
from tests.edge.nginx import Answering, Site
from tests.needed import needs
from tests.served import free_port

pytestmark = needs(nginx.program(), "apt-get install nginx")

PATIENCE = 20  # seconds


def test_a_page_is_asked_for_once_for_each_coding(site: Site, door: str) -> None:
    for coding in ("gzip, deflate, br, zstd", "br", "br;q=1.0, gzip;q=0.5", "gzip, br"):
        assert ask(door, "/a/", headers={"Accept-Encoding": coding}).body == b"1"
    for coding in ("gzip", "gzip;q=1, br;q=0", "gzip, deflate"):
        assert ask(door, "/a/", headers={"Accept-Encoding": coding}).body == b"2"
    assert ask(door, "/a/").body == b"3"
    assert [headers.get("accept-encoding") for _, headers in site.asked] == ["br", "gzip", None]


def test_no_other_address_is_taken_for_a_page_in_a_coding(site: Site, door: str) -> None:
    assert [ask(door, f"/{coding}").body for coding in ("br", "gzip")] == [b"1", b"2"]
    for times, coding in ((b"3", "br"), (b"4", "gzip"), (b"5", "")):
        assert ask(door, "/", headers={"Accept-Encoding": coding}).body == times


def test_cookies_change_nothing_of_a_page(site: Site, door: str) -> None:
    for cookie in ("", "sessionid=a", "signed_in=1"):
        assert ask(door, "/a/", headers={"Cookie": cookie}).body == b"1"


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/reading/me.json", "/cms/", "/readership/1/", "/documents/1/a",
             "/media/portraits/a.jpg", "/search/?q=moon"]
)  # fmt: skip
def test_what_is_somebodys_own_is_never_kept(site: Site, door: str, path: str) -> None:
    for _ in range(2):
        ask(door, path, headers={"Cookie": "sessionid=a"})
    assert [asked for asked, _ in site.asked] == [path, path]
    assert all(headers["cookie"] == "sessionid=a" for _, headers in site.asked)


def test_what_is_somebodys_own_is_never_compressed(site: Site, door: str) -> None:
    """Its length tells a stranger what of their guesses is in it. Debian's nginx compresses."""
    answer = ask(door, "/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.body == b"1" * 1000


def test_a_file_that_is_not_on_this_disk_is_asked_of_the_site_and_kept(
    site: Site, door: str
) -> None:
    for _ in range(2):
        assert ask(door, "/media/images/a.webp").body == b"1"
    assert [asked for asked, _ in site.asked] == ["/media/images/a.webp"]


def test_what_is_sent_is_passed_on_each_time(site: Site, door: str) -> None:
    for _ in range(2):
        ask(door, "/a/", "POST", body=b"x")
    assert len(site.asked) == 2


@pytest.mark.parametrize("path", ["/accounts/login/", "/a/", "/cms/", "/media/portraits/a.jpg"])
def test_a_stranger_says_nothing_of_where_they_come_from(site: Site, door: str, path: str) -> None:
    lies = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "evil.example", "Forwarded": "for=1.2.3.4"}  # fmt: skip
    ask(door, path, headers={**lies, "Host": "localhost"})
    heard = site.asked[0][1]
    assert (heard["x-forwarded-for"], heard["x-forwarded-proto"]) == ("127.0.0.1", "http")
    assert heard["host"] == "localhost"
    assert not {"x-forwarded-host", "forwarded"} & set(heard)


def test_behind_a_cdn_readers_are_told_apart(site: Site, tmp_path: Path) -> None:
    port = free_port()
    configured = nginx.configuration(tmp_path, f"http://127.0.0.1:{site.server_port}", port)
    for name in ("set_real_ip_from", "real_ip_header", "real_ip_recursive"):
        configured = configured.replace(f"# {name}", name)
    configured = configured.replace("192.0.2.0/24", "127.0.0.1")
    with nginx.running(configured, tmp_path, port) as door:
        ask(door, "/a/", headers={"X-Forwarded-For": "192.0.2.7, 203.0.113.9"})
    assert site.asked[-1][1]["x-forwarded-for"] == "203.0.113.9"


@pytest.mark.parametrize("status", [500, 502, 503])
def test_while_the_site_fails_its_pages_keep_coming(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(Answering, "send_header", _kept(Answering.send_header, "@1"))
    with nginx.before(f"http://127.0.0.1:{site.server_port}", tmp_path) as door:
        first = ask(door, "/a/").body
        site.status = status
        assert ask(door, "/a/").body == first
        assert ask(door, "/b/").status == status


def test_a_page_that_is_read_all_the_time_never_becomes_older(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "send_header", _kept(Answering.send_header, "1"))
    port = free_port()
    configured = nginx.configuration(tmp_path, f"http://127.0.0.1:{site.server_port}", port)
    # Each worker has copies of its own open.
    configured = configured.replace("worker_processes 1;", "worker_processes 3;")
    with nginx.running(configured, tmp_path, port) as door:
        seen = [int(ask(door, "/a/").body)]
        until = time.monotonic() + PATIENCE
        while seen[-1] < seen[0] + 2 and time.monotonic() < until:
            seen.append(int(ask(door, "/a/").body))
    assert seen == sorted(seen)
    assert sorted(set(seen)) == [seen[0], seen[0] + 1, seen[0] + 2]
    assert len(seen) > 50, "it was not kept"


def test_a_page_is_given_for_a_second_at_most(
    site: Site, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Answering.send_header

    def for_this_second(self: Any, name: str, value: str) -> None:
        _kept(plain, PAGE.accel_expires())(self, name, value)

    monkeypatch.setattr(Answering, "send_header", for_this_second)
    given: dict[bytes, list[tuple[float, float]]] = {}
    until = time.monotonic() + 2.5
    while time.monotonic() < until:
        began = time.monotonic()
        body = ask(door, "/a/").body
        given.setdefault(body, []).append((began, time.monotonic()))
    assert len(given) > 2
    assert max(map(len, given.values())) > 5, "it was not kept"
    assert all(times[-1][0] - times[0][1] < 1.0 for times in given.values())


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "br"}])
def test_the_site_says_the_second_with_each_copy(served: str, headers: dict[str, str]) -> None:
    etag = ask(served, ARTICLES[0], headers=headers).header("ETag")
    for more in ({}, {"If-None-Match": etag}):
        before = int(time.time())
        answer = ask(served, ARTICLES[0], headers={**headers, **more})
        said = answer.headers.get_all("X-Accel-Expires", [])
        assert len(said) == 1
        assert before <= int(said[0].removeprefix("@")) <= time.time()


def _kept(send_header: Any, expires: str) -> Any:
    """The same, for a page that nginx keeps so long; "@1" is a time that is long over."""

    def send(self: Any, name: str, value: str) -> None:
        send_header(self, name, expires if name == "X-Accel-Expires" else value)

    return send


def test_the_sites_own_pages_come_whole_and_in_its_coding(served: str, tmp_path: Path) -> None:
    with nginx.before(served, tmp_path) as door:
        for headers in (CODINGS, {"Accept-Encoding": "gzip"}, {}):
            there = ask(served, ARTICLES[0], headers=headers)
            for _ in range(2):
                here = ask(door, ARTICLES[0], headers={**headers, "Host": served.split("//")[1]})
                assert (here.status, here.body) == (200, there.body)
                assert here.header("Content-Encoding") == there.header("Content-Encoding")
                assert here.header("Cache-Control") == there.header("Cache-Control")
                assert not here.header("X-Accel-Expires")
        etag = there.header("ETag")
        again = ask(
            door, ARTICLES[0], headers={"Host": served.split("//")[1], "If-None-Match": etag}
        )
        assert again.status == 304
