"""A file of an object store is read a piece at a time: neither memory nor a disk holds it whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from fanmankind import storing
from fanmankind.edge import object_storage
from tests.operating.object_store import Store, object_store

CONTENT = bytes(range(256)) * 40  # 10,240 bytes
PIECE = 3000  # bytes


@pytest.fixture(scope="module")
def running() -> Iterator[Store]:
    """A store for these tests."""
    with object_store() as store:
        yield store


@pytest.fixture(autouse=True)
def _store(running: Store, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_STORAGE", running.url)
    monkeypatch.setattr(object_storage, "PIECE", PIECE)
    settings.STORAGES = {**settings.STORAGES, "default": storing.storage()}


@pytest.fixture
def asked() -> list[str]:
    """The ranges that the store was asked for."""
    found: list[str] = []
    storage: Any = default_storage
    events = storage.connection.meta.client.meta.events
    events.register(
        "provide-client-params.s3.GetObject",
        lambda params, **_: found.append(params.get("Range", "everything")),
    )
    return found


def test_it_is_asked_for_a_piece_at_a_time_and_as_it_is_needed(asked: list[str]) -> None:
    with default_storage.open(default_storage.save("a.bin", ContentFile(CONTENT))) as file:
        assert (file.size, asked) == (len(CONTENT), [])
        assert file.read(2) == CONTENT[:2]
        assert asked == ["bytes=0-2999"]
        copy = BytesIO()
        file.seek(0)
        shutil.copyfileobj(file, copy, 1000)
    assert copy.getvalue() == CONTENT
    assert asked[-4:] == ["bytes=0-2999", "bytes=3000-5999", "bytes=6000-8999", "bytes=9000-10239"]


def test_all_of_it_is_one_question(asked: list[str]) -> None:
    with default_storage.open(default_storage.save("a.bin", ContentFile(CONTENT))) as file:
        assert file.read() == CONTENT
        assert file.read() == b""
    assert asked == ["bytes=0-10239"]


def test_it_can_be_read_from_anywhere_and_again() -> None:
    with default_storage.open(default_storage.save("a.bin", ContentFile(CONTENT))) as file:
        file.seek(-10, 2)
        assert file.read() == CONTENT[-10:]
        file.seek(4000)
        assert (file.read(5), file.tell()) == (CONTENT[4000:4005], 4005)
    assert b"".join(file.open().chunks(700)) == CONTENT
    file.close()
    assert file.closed


def test_a_picture_is_drawn_from_it() -> None:
    drawn = BytesIO()
    Image.effect_noise((200, 120), 90).save(drawn, "PNG")
    assert len(drawn.getvalue()) > 3 * PIECE
    with (
        default_storage.open(default_storage.save("a.png", ContentFile(drawn.getvalue()))) as file,
        Image.open(file) as there, Image.open(drawn) as here,
    ):  # fmt: skip
        assert there.tobytes() == here.tobytes()


def test_an_empty_one_is_empty() -> None:
    with default_storage.open(default_storage.save("none.bin", ContentFile(b""))) as file:
        assert (file.size, file.read(), file.read(5)) == (0, b"", b"")


def test_it_never_turns_into_another_on_the_way(running: Store) -> None:
    name = default_storage.save("b.bin", ContentFile(CONTENT))
    with default_storage.open(name) as file:
        file.read(10)
        key = f"media/{name}"
        running.client.put_object(Bucket=running.bucket, Key=key, Body=CONTENT[::-1])
        with pytest.raises(ClientError, match="PreconditionFailed"):
            file.read()


def test_one_that_is_missing_is_missing_as_on_a_disk() -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("none/none.bin")
    with pytest.raises(FileNotFoundError):
        default_storage.get_modified_time("none/none.bin")
