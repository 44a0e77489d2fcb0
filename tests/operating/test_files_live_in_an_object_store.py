"""With MEDIA_STORAGE files lie in a bucket that is closed, and are handed on as from the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.documents.models import Document

from fanmankind import storing
from tests.factories import make_picture
from tests.operating.copies import connected, empty_database, manage, rows
from tests.operating.object_store import Store, object_store
from tests.prepared import SITE, Database

CDN = "https://media.example.org"
SHOW_POLICIES = """
import json
from django.conf import settings
from fanmankind.edge import csp
found = (settings.SECURE_CSP, settings.ACCOUNTS_CSP, csp.NEWSROOM, csp.PREVIEWS)
print(json.dumps([[str(word) for word in policy["img-src"]] for policy in found]))
"""


@pytest.fixture(scope="module")
def running() -> Iterator[Store]:
    """A store for these tests."""
    with object_store() as store:
        yield store


@pytest.fixture
def store(running: Store, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The site keeps its files there."""
    monkeypatch.setenv("MEDIA_STORAGE", running.url)
    settings.STORAGES = {**settings.STORAGES, "default": storing.storage()}
    return running


@pytest.mark.django_db
def test_a_picture_and_what_is_made_of_it_are_read_from_the_site(
    store: Store, client: Client
) -> None:
    picture = make_picture()
    made = picture.get_rendition("width-60|format-webp")
    for file in (picture.file, made.file):
        answer = client.get(file.url)
        body = b"".join(answer.streaming_content)
        assert file.url.startswith("/media/")
        assert body == store.files()[f"media/{file.name}"]
        assert int(answer.headers["Content-Length"]) == len(body) > 50
        assert answer.headers["Cache-Control"].startswith("public, max-age=")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Type"] == "image/webp"


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(store: Store, client: Client) -> None:
    for path in ("images/none.png", "../exports/1.zip", "images/../../exports/1.zip", "a%00b"):
        assert client.get(f"/media/{path}").status_code == 404, path


@pytest.mark.django_db
def test_a_document_comes_from_the_site_which_asks_who_may(store: Store, client: Client) -> None:
    document = Document(title="A plan", file=ContentFile(b"a plan", name="plan.txt"))
    document.save()
    answer = client.get(document.url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"a plan")
    for path in (document.file.name, document.file.name.replace("/", "\\")):
        assert client.get(f"/media/{path}").status_code == 404


def test_a_name_that_is_taken_is_not_written_over(store: Store) -> None:
    first, second = (default_storage.save("a/b.txt", ContentFile(text)) for text in (b"1", b"2"))
    assert first != second
    assert default_storage.open(first).read() == b"1"


def test_portraits_come_from_the_site_whoever_hands_on_the_rest(
    store: Store, settings: Any
) -> None:
    settings.MEDIA_HOST = CDN
    assert default_storage.url("images/a b.webp") == f"{CDN}/media/images/a%20b.webp"
    assert default_storage.url("portraits/one.webp") == "/media/portraits/one.webp"


@pytest.mark.processes
def test_pages_may_load_pictures_from_the_host_that_hands_them_on(running: Store) -> None:
    done = manage("shell", "--no-imports", "-c", SHOW_POLICIES,
                  MEDIA_STORAGE=running.url, MEDIA_HOST=f"{CDN}/")  # fmt: skip
    policies = json.loads(done.stdout)
    assert len(policies) == 4
    assert all(CDN in words for words in policies)


@pytest.mark.parametrize(
    "url", ["s3://key:secret@host", "s3://key:secret@host/", "http://host/bucket", "s3:///bucket",
            "s3://host/bucket/folder"]
)  # fmt: skip
def test_an_address_that_names_no_bucket_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("MEDIA_STORAGE", url)
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE"):
        storing.storage()


@pytest.mark.parametrize("host", ["media.example.org", f"{CDN}/media", "ftp://media.example.org"])
def test_a_host_that_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("MEDIA_HOST", host)
    with pytest.raises(ImproperlyConfigured, match="MEDIA_HOST is for"):
        storing.media_host()
    monkeypatch.setenv("MEDIA_STORAGE", "s3://host/bucket")
    with pytest.raises(ImproperlyConfigured, match="MEDIA_HOST must be"):
        storing.media_host()


@pytest.mark.processes
@pytest.mark.django_db
def test_a_backup_moves_from_the_disk_to_a_store_and_back(tmp_path: Path) -> None:
    here, back = tmp_path / "here", tmp_path / "back"
    here.mkdir()
    back.mkdir()
    with (
        object_store() as store,
        Database(here / "db.sqlite3", SITE) as old,
        empty_database(tmp_path) as new,
        empty_database(back) as last,
    ):
        stored = {"DATABASE_URL": new, "MEDIA_STORAGE": store.url, "DATA_DIR": str(tmp_path)}
        for command, file, variables in (
            ("backup", "first.tar", {**old, "DATA_DIR": str(here)}),
            ("restore", "first.tar", stored),
            ("backup", "second.tar", stored),
            ("restore", "second.tar", {"DATABASE_URL": last, "DATA_DIR": str(back)}),
        ):
            done = manage(command, tmp_path / file, **variables)
            assert done.returncode == 0, (command, file, done.stderr)
        with connected(old["DATABASE_URL"]) as first, connected(last) as other:
            assert rows(first)["articles_picture"] == rows(other)["articles_picture"]
        expected = _files(here / "media")
        assert len(expected) > 20
        assert store.files() == {f"media/{name}": data for name, data in expected.items()}
        assert _files(back / "media") == expected


def _files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
