"""Pictures: real ones from the folder or allowed public hosts; everything else leaves a place."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from urllib3 import HTTPConnectionPool

from articles.importing import downloads
from articles.importing.downloads import NotFetched, fetch, is_public
from articles.importing.pictures import NoPicture, Source, check, keep
from articles.models import Picture
from tests.articles.importing.exports import attachment, item, write_export
from tests.articles.importing.running import article, bring, kinds, put_picture
from tests.factories import make_front

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:1::",
    "198.18.0.1",
    "240.0.0.1",
]


def png(width: int, height: int) -> bytes:
    """A tiny file that says it is a picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30), (9, 8, 7)).save(data, "JPEG")
    return data.getvalue()


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_an_address_that_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://elsewhere.example/a.jpg", "not among those allowed"),
        ("file:///etc/passwd", "no web address"),
        ("http://ok.example@evil.example/a.jpg", "no web address"),
        ("http://ok.example:8080/a.jpg", "port 8080"),
        ("http://localhost/a.jpg", "not public"),
        ("http://[::1/a.jpg", "no address"),
    ],
)
def test_what_is_not_fetched(url: str, reason: str) -> None:
    with pytest.raises(NotFetched, match=reason):
        fetch(url, {"ok.example", "localhost"}, 1000)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(downloads.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotFetched, match="not public"):
        fetch("http://ok.example/a.jpg", {"ok.example"}, 1000)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Serves what a test puts into ``answers`` over real HTTP; notes whom it was asked as."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Answers(BaseHTTPRequestHandler):
        pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        asked: list[str] = []

        def do_GET(self) -> None:
            self.asked.append(self.headers["Host"])
            status, headers, body = self.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Stay quiet."""

    Answers.pages, Answers.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    real = downloads.addresses_of

    def looked_up(name: str, port: int) -> list[str]:
        return ["127.0.0.1"] if name == "ok.example" else real(name, port)

    monkeypatch.setattr(downloads, "addresses_of", looked_up)
    monkeypatch.setattr(
        downloads,
        "connect",
        lambda address, port, name, secure: HTTPConnectionPool(address, server.server_port),
    )
    yield Answers
    server.shutdown()
    server.server_close()


def test_a_picture_is_fetched_under_the_hosts_name(host: Any) -> None:
    host.pages["/a.jpg"] = (200, {"Content-Type": "image/jpeg"}, jpeg())
    assert fetch("http://ok.example/a.jpg", {"ok.example"}, 10_000) == jpeg()
    assert host.asked == ["ok.example"]


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"Location": "http://127.0.0.1/b.jpg"}, 302, "not among those allowed"),
        ({"Location": "http://localhost/b.jpg"}, 302, "not public"),
        ({"Location": "/a.jpg"}, 302, "too often"),
        ({"Content-Type": "text/html"}, 200, "no picture"),
        ({"Content-Type": "image/jpeg", "Content-Length": "99999999"}, 200, "larger"),
        ({"Content-Type": "image/jpeg"}, 200, "larger"),
        ({}, 500, "answered 500"),
    ],
)
def test_what_a_host_may_not_answer(
    host: Any, headers: dict[str, str], status: int, reason: str
) -> None:
    host.pages["/a.jpg"] = (status, headers, b"x" * 2000)
    with pytest.raises(NotFetched, match=reason):
        fetch("http://ok.example/a.jpg", {"ok.example", "localhost"}, 1000)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (b"GIF89a", "no picture"),
        (jpeg()[:200], "no picture"),
        (png(60_000, 60_000), "pixels"),
        (png(7000, 7000), "too many"),
        (b"x" * (21 * 1024 * 1024), "larger than 20 MB"),
    ],
    ids=["empty", "svg", "cut gif", "cut jpeg", "bomb", "poster", "heavy"],
)
def test_what_is_no_picture(data: bytes, reason: str) -> None:
    with pytest.raises(NoPicture, match=reason):
        check(data)


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    media = tmp_path / "media"
    put_picture(media, "a.jpg")
    (media / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    source = Source(media, [])
    assert source.read("https://old.example/wp-content/uploads/a-300x200.jpg")
    for address in (
        "../secret.jpg",
        "/%2e%2e/secret.jpg",
        "link.jpg",
        str(tmp_path / "secret.jpg"),
    ):
        with pytest.raises(NoPicture):
            source.read(address)


@pytest.mark.django_db
def test_the_same_bytes_are_one_picture() -> None:
    one, two = (keep(jpeg(), ".jpg", title="T", alt="", credit="") for _ in range(2))
    assert one.pk == two.pk


@pytest.mark.django_db
def test_what_is_missing_leaves_a_place_and_a_line(tmp_path: Path) -> None:
    make_front()
    put_picture(tmp_path / "media", "b.jpg")
    (tmp_path / "media" / "fake.jpg").write_bytes(b"not a picture at all")
    body = '<img src="/wp-content/uploads/a.jpg" alt="A dune"><img class="wp-image-5" src="x">'
    path = write_export(
        tmp_path,
        item(1, body, meta={"_thumbnail_id": 6}),
        attachment(5, "fake.jpg"),
        attachment(6, "b.jpg", alt="Dunes"),
    )
    report = bring(path, media=tmp_path / "media")
    made = article(1)
    assert kinds(made) == ["needs_a_look", "needs_a_look"]
    assert "Alt text: A dune" in made.body.raw_data[0]["value"]["text"]
    assert made.hero.description == "Dunes"
    assert made.safe_hero is None
    assert "Missing pictures: https://old.example/wp-content/uploads/fake.jpg" in report
    assert Picture.objects.count() == 1
