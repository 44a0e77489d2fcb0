"""An archive that changed after it was written, anywhere, is known before anything is taken."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from fanmankind.operating.archive import (
    MANIFEST,
    SEAL,
    Damaged,
    Manifest,
    contents,
    verified,
    writing,
)

PARTS = {"database": b"rows " * 300, "media/a.webp": b"\x00\x01" * 700, "media/é/b": b""}


def _manifest() -> Manifest:
    return Manifest(
        kind="sqlite", server=0, made_at="2026-01-01T00:00:00+00:00", key_mark="", has_media=True
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "kept.tar"
    with writing(path, _manifest(), path.parent) as writer:
        for name, data in PARTS.items():
            writer.add(name, io.BytesIO(data))
    return path


def test_a_whole_one_gives_back_what_it_took(archive: Path) -> None:
    assert verified(archive).parts.keys() == PARTS.keys()
    found = {name: source.read() for name, source in contents(archive)}
    assert {name: found[name] for name in PARTS} == PARTS


def test_a_changed_byte_is_noticed_wherever_it_means_something(archive: Path) -> None:
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        places = [m.offset_data + n for m in tar for n in range(0, m.size, 97)]
        headers = [m.offset + n for m in tar for n in (0, 3, 124, 130, 150, 156)]
    for place in (*places, *headers):
        data = bytearray(whole)
        data[place] ^= 0x01
        archive.write_bytes(data)
        with pytest.raises(Damaged):
            verified(archive)


@pytest.mark.parametrize(
    "said",
    [b"[" * 200_000, b"[]", b"1", b'{"format": 1, "server": "15", "kind": "sqlite", "parts": {}}',
     b'{"format": 1, "server": 0, "kind": ["a"], "parts": {}}'],
)  # fmt: skip
def test_a_manifest_that_nobody_wrote_is_refused(said: bytes) -> None:
    with pytest.raises(Damaged):
        Manifest.parse(said)


def test_one_that_was_cut_off_is_noticed(archive: Path) -> None:
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        end = tar.getmember(SEAL).offset_data + 64
    for length in (0, 1, *range(512, end, 300), end - 1):
        archive.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            verified(archive)


def test_a_part_more_or_twice_is_noticed(archive: Path) -> None:
    for name in ("media/more", "database", MANIFEST):
        whole = archive.read_bytes()
        with tarfile.open(archive, "a") as tar:
            tar.addfile(tarfile.TarInfo(name), io.BytesIO())
        with pytest.raises(Damaged, match=name):
            verified(archive)
        archive.write_bytes(whole)


def test_a_link_in_it_is_not_followed(archive: Path) -> None:
    link = tarfile.TarInfo("media/passwords")
    link.type, link.linkname = tarfile.SYMTYPE, "database"
    with tarfile.open(archive, "a") as tar:
        tar.addfile(link)
    with pytest.raises(Damaged, match="not a file"):
        verified(archive)


def test_one_of_a_later_format_is_refused() -> None:
    said = {"format": 2, "parts": {}}
    with pytest.raises(Damaged, match="another version"):
        Manifest.parse(json.dumps(said).encode())


def test_one_that_could_not_be_finished_is_not_there(tmp_path: Path) -> None:
    class DiskFull(Exception):
        pass

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise DiskFull

    with pytest.raises(DiskFull), writing(tmp_path / "kept.tar", _manifest(), tmp_path) as writer:
        writer.add("database", Failing(b"half"))
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_there_is_not_overwritten(archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(FileExistsError), writing(archive, _manifest(), archive.parent):
        pass
    assert archive.read_bytes() == before
