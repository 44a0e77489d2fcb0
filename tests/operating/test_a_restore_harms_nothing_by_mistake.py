"""A restore overwrites what is there only where somebody said so, and all of it or nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from fanmankind.operating import databases
from fanmankind.operating.archive import Manifest, writing
from tests.operating.copies import rows

pytestmark = pytest.mark.django_db(transaction=True)


def _archive(path: Path, *, kind: str = "", server: int = 0, **parts: bytes) -> Path:
    manifest = Manifest(
        kind=kind or connection.vendor, server=server, made_at="2026-01-01T00:00:00+00:00",
        key_mark="", has_media=True,
    )  # fmt: skip
    with writing(path, manifest, path.parent) as writer:
        for name, data in parts.items():
            writer.add(name, io.BytesIO(data))
    return path


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Whatever happens, the rows and the picture stay what they were."""
    default_storage.save("there.webp", ContentFile(b"a picture"))
    before = rows(connection)
    yield
    assert rows(connection) == before
    with default_storage.open("there.webp") as file:
        assert file.read() == b"a picture"


def test_it_does_not_overwrite_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "kept.tar"
    call_command("backup", str(archive), stdout=io.StringIO())
    for said in ("no\n", ""):  # and where nobody is there to be asked
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        out = io.StringIO()
        with pytest.raises(CommandError, match="--yes"):
            call_command("restore", str(archive), stdout=out)
        assert "already a database and media" in out.getvalue()


def test_it_says_that_an_archive_could_be_restored_and_does_nothing(tmp_path: Path) -> None:
    archive, out = tmp_path / "kept.tar", io.StringIO()
    call_command("backup", str(archive), stdout=io.StringIO())
    default_storage.save("later.webp", ContentFile(b""))
    call_command("restore", str(archive), "--check", stdout=out)
    assert "is whole" in out.getvalue()
    assert default_storage.exists("later.webp")


def test_another_kind_of_database_is_refused_in_plain_words(tmp_path: Path) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    archive = _archive(tmp_path / "kept.tar", kind=other, database=b"")
    with pytest.raises(CommandError) as error:
        call_command("restore", str(archive), "--yes")
    assert databases.NAMES[other] in str(error.value)
    assert databases.NAMES[connection.vendor] in str(error.value)


def test_an_older_server_is_refused(tmp_path: Path) -> None:
    archive = _archive(tmp_path / "kept.tar", server=999, database=b"")
    with pytest.raises(CommandError, match="999"):
        call_command("restore", str(archive), "--yes")


def test_a_damaged_one_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "kept.tar"
    call_command("backup", str(archive), stdout=io.StringIO())
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 0x40
    archive.write_bytes(data)
    with pytest.raises(CommandError, match="damaged, so nothing was restored"):
        call_command("restore", str(archive), "--yes")


@pytest.mark.parametrize("name", ["media/../../out", "media//etc/passwd", "elsewhere", "media/"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    archive = _archive(tmp_path / "kept.tar", **{"database": b"", name: b"planted"})
    with pytest.raises(CommandError, match="which no backup does"):
        call_command("restore", str(archive), "--yes")


def test_a_database_that_can_not_be_read_leaves_all_as_it_was(tmp_path: Path) -> None:
    archive = _archive(tmp_path / "kept.tar", database=b"no database at all " * 400)
    with pytest.raises(CommandError, match="left as it was"):
        call_command("restore", str(archive), "--yes", stdout=io.StringIO())


def test_a_backup_that_is_there_is_not_overwritten(tmp_path: Path, settings: Any) -> None:
    taken = tmp_path / "kept.tar"
    taken.write_bytes(b"an older one")
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(taken))
    assert taken.read_bytes() == b"an older one"
