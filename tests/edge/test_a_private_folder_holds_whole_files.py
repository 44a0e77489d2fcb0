"""A private file is for the site's own user, and is one whole file or another."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile

from fanmankind.edge.private_files import PrivateFolder


@pytest.fixture(autouse=True)
def _anybody_may_read_what_is_made() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where they are kept; not there yet."""
    return tmp_path / "data" / "private"


class Watched(ContentFile[bytes]):
    """Content that looks at the folder while it is written, and may break off."""

    def __init__(self, place: Path, *, breaks: bool = False) -> None:
        super().__init__(b"new")
        self.place, self.breaks, self.modes = place, breaks, set[int]()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"ne"
        self.modes |= {_mode(path) for path in self.place.iterdir() if path.suffix == ".part"}
        assert {path.read_bytes() for path in self.place.glob("a.zip")} <= {b"old"}
        if self.breaks:
            raise OSError
        yield b"w"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_may_look_at_it_not_even_while_it_is_written(place: Path) -> None:
    content = Watched(place)
    PrivateFolder(str(place)).save("a.zip", content)
    assert content.modes == {0o600}
    assert (_mode(place), _mode(place / "a.zip")) == (0o700, 0o600)
    assert _mode(place.parent) == 0o755  # others' files are there too


def test_one_replaces_another_at_once(place: Path) -> None:
    folder = PrivateFolder(str(place))
    assert folder.save("a.zip", ContentFile(b"old")) == "a.zip"
    with folder.open("a.zip") as before:
        assert folder.save("a.zip", Watched(place)) == "a.zip"
        assert before.read() == b"old"
    assert (place / "a.zip").read_bytes() == b"new"
    assert folder.listdir("") == ([], ["a.zip"])


def test_one_that_breaks_off_leaves_the_other_and_nothing_else(place: Path) -> None:
    folder = PrivateFolder(str(place))
    folder.save("a.zip", ContentFile(b"old"))
    with pytest.raises(OSError):  # noqa: PT011 - a full disk has no words of ours
        folder.save("a.zip", Watched(place, breaks=True))
    assert folder.listdir("") == ([], ["a.zip"])
    assert (place / "a.zip").read_bytes() == b"old"


def test_a_large_upload_is_taken_over_and_not_copied(place: Path) -> None:
    with TemporaryUploadedFile("export.xml", "text/xml", 5, None) as upload:
        upload.write(b"<rss>")
        upload.flush()
        number = os.fstat(upload.fileno()).st_ino
        PrivateFolder(str(place)).save("b.xml", upload)
    assert (place / "b.xml").read_bytes() == b"<rss>"
    assert _mode(place / "b.xml") == 0o600
    assert (place / "b.xml").stat().st_ino == number


def test_before_there_is_anything_it_is_empty(place: Path) -> None:
    assert PrivateFolder(str(place)).listdir("") == ([], [])
