"""What strangers ask for fills no disk, and a private page is never on one."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.edge import nginx
from tests.edge.asking import ask
from tests.edge.demonstration import ARTICLES
from tests.edge.nginx import Site
from tests.needed import needs

pytestmark = needs(nginx.program(), "apt-get install nginx")


def files(folder: Path) -> int:
    """How many there are, in whatever folders."""
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_private_page_that_is_read_slowly_is_not_written_down(door: str, tmp_path: Path) -> None:
    where = urlsplit(door)
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect((where.hostname, where.port))
        reader.sendall(b"GET /accounts/large/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert reader.recv(12) == b"HTTP/1.1 200"
        for _ in range(50):  # meanwhile nginx takes all that it has room for
            assert ask(door, "/a/").status == 200
        waiting = [p for p in nginx.opened(tmp_path) if p.is_relative_to(tmp_path / "proxy")]
        assert not waiting


def test_what_strangers_make_up_leaves_no_copy(served: str, tmp_path: Path) -> None:
    article, host = ARTICLES[0], {"Host": urlsplit(served).netloc}
    made_up = ["/?page={}", "/?q={}", f"{article}?v={{}}", f"{article}?page=7{{}}", "/none-{}/",
               f"{article}?through={{}}", "/search/?q={}", "/search/suggest.json?q={}",
               "/for-all-mankind/who/?through=x{}", "/feeds/rss.xml?{}"]  # fmt: skip
    with nginx.before(served, tmp_path) as door:
        for path in ("/", article):
            assert ask(door, path, headers=host).status == 200
        kept = files(tmp_path / "cache")
        assert kept >= 2
        for number in range(20):
            for path in made_up:
                assert ask(door, path.format(number), headers=host).status < 500
        assert files(tmp_path / "cache") == kept


def test_each_page_of_a_list_has_a_copy(site: Site, door: str) -> None:
    paths = ["/shows/?page=2", "/a/who/?through=s1e2", "/a/who.json?through=s1", "/sitemap.xml?p=2"]
    for path in paths * 2:
        assert ask(door, path).status == 200
    assert [path for path, _ in site.asked] == paths


def test_a_page_that_is_gone_takes_the_place_of_its_copy(site: Site, tmp_path: Path) -> None:
    site.expires = "@1"
    with nginx.before(f"http://127.0.0.1:{site.server_port}", tmp_path) as door:
        assert ask(door, "/a/").status == 200
        site.status = 404
        assert ask(door, "/a/").status == 404
        site.status = 503
        assert ask(door, "/a/").status == 404


@pytest.mark.parametrize("query", ["", "?utm_source=mail", "?page=0", "?a=b&page=2"])
def test_while_no_process_answers_a_page_is_read_by_any_link(
    site: Site, door: str, query: str
) -> None:
    site.expires = "@1"
    page = ask(door, "/a/").body
    site.status = 0
    answer = ask(door, f"/a/{query}")
    assert (answer.status, answer.body) == (200, page)
    assert ask(door, f"/b/{query}").status == 503
