"""No backup is written of nothing, none wipes a site, and one that is ended leaves no copy."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from fanmankind.operating import backup, databases, media
from fanmankind.operating.ending import ended_in_order
from tests.operating.copies import connected, empty_database

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_an_empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_database(tmp_path) as url, connected(url) as nothing:
        monkeypatch.setattr(backup, "connection", nothing)
        with pytest.raises(databases.Trouble, match="no site"):
            backup.backup(tmp_path / "kept.tar")
    assert not (tmp_path / "kept.tar").exists()


def test_of_another_programs_database_into_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.tar"
    with empty_database(tmp_path) as url, connected(url) as other:
        with other.cursor() as cursor:
            cursor.execute("CREATE TABLE somebodys (one int)")
        with monkeypatch.context() as patch:
            patch.setattr(databases, "A_SITES", "somebodys")
            patch.setattr(backup, "connection", other)
            backup.backup(kept, with_media=False)
    with pytest.raises(databases.Trouble, match="no site"):
        backup.restore(kept, backup.restorable(kept))
    assert databases.A_SITES in connection.introspection.table_names()


def _be_ended_by(number: signal.Signals) -> None:
    with ended_in_order():
        os.kill(os.getpid(), number)
        signal.pause()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as end:
        _be_ended_by(number)
    assert end.value.code == 128 + number
    assert signal.getsignal(number) == before


def test_a_place_that_takes_nothing_is_told_in_words() -> None:
    with pytest.raises(databases.Trouble):
        databases.dump(connection, Path("/dev/full/copy"))


class Ends(io.BytesIO):
    """A file that can't be read to its end, as a disk is full where it goes to."""

    def read(self, size: int | None = -1) -> bytes:
        """A piece, and then no more."""
        if self.tell():
            raise OSError(28, "No space left on device")
        return super().read(10)


@pytest.mark.parametrize("there", [True, False])
def test_a_picture_is_replaced_by_a_whole_one_or_stays(there: bool) -> None:
    if there:
        default_storage.save("a/there.webp", ContentFile(b"a picture"))
    with pytest.raises(OSError, match="No space"):
        media.store("a/there.webp", Ends(b"x" * 100), "another")
    left = default_storage.listdir("a")[1] if default_storage.exists("a") else []
    assert left == (["there.webp"] if there else [])
    if there:
        with default_storage.open("a/there.webp") as file:
            assert file.read() == b"a picture"
    assert media.store("a/there.webp", io.BytesIO(b"new"), "another")
    with default_storage.open("a/there.webp") as file:
        assert file.read() == b"new"
