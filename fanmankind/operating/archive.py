"""The one file of a backup: a plain tar, at whose end a manifest names every part with its digest.

The manifest has a digest of its own after it, so a file that was cut off or changed anywhere is
known as damaged before anything is taken from it. Nothing is compressed here: pictures are, and
so is what ``pg_dump`` writes.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
UNFINISHED = ".unfinished-"
BLOCK = 1024 * 1024  # bytes read at once


class Damaged(Exception):
    """What an archive holds is not what was written into it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file in an archive."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What an archive holds, and of what.

    ``kind`` is Django's word for the database, ``server`` its major version (0 where that does not
    matter). ``key_mark`` tells whether two installations have the same SECRET_KEY, and no more.
    """

    kind: str
    server: int
    made_at: str
    key_mark: str
    has_media: bool
    format: int = FORMAT
    parts: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes) -> Manifest:
        """Read one. Damaged when it is none, or of a later version of this program."""
        try:
            said: dict[str, Any] = json.loads(data)
            if said["format"] != FORMAT:
                raise Damaged("It was made by another version of this program, unknown here.")
            if not (isinstance(said["server"], int) and isinstance(said["kind"], str)):
                raise Damaged("Its manifest can't be read.")
            parts = {name: Part(**part) for name, part in said.pop("parts").items()}
            return cls(**said, parts=parts)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Damaged("Its manifest can't be read.") from error


class Writer:
    """Adds parts to an archive and notes their digests."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add what a file holds, from its beginning."""
        size = source.seek(0, io.SEEK_END)
        source.seek(0)
        reader = _Digesting(source)
        self._tar.addfile(_header(name, size), reader)
        self.manifest.parts[name] = Part(size, reader.digest.hexdigest())

    def finish(self) -> None:
        """Add the manifest and its digest."""
        data = json.dumps(asdict(self.manifest), indent=1).encode()
        seal = hashlib.sha256(data).hexdigest().encode()
        for name, text in ((MANIFEST, data), (SEAL, seal)):
            self._tar.addfile(_header(name, len(text)), io.BytesIO(text))


class _Digesting:
    """A file that is read once, and digested on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self.digest.update(block)
        return block


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header


@contextmanager
def workplace(parent: Path) -> Iterator[Path]:
    """A folder for what is not finished, which goes at the end.

    A process that was killed leaves its own, and this removes it: whoever works in one holds its
    lock, which goes with the process. By its number it could not be told in another container.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob(f"{UNFINISHED}*"):
        with suppress(OSError), _lock(left):
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=parent, prefix=UNFINISHED) as folder, ExitStack() as held:
        with suppress(OSError):  # a disk that knows no locks
            held.enter_context(_lock(Path(folder)))
        yield Path(folder)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold a folder's lock. OSError where somebody else does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def writing(path: Path, manifest: Manifest, folder: Path) -> Iterator[Writer]:
    """Write an archive that is there whole at the end, or not at all; for its owner's eyes alone.

    Until then it lies in ``folder``, on the same disk. FileExistsError when there is a file of this
    name already.
    """
    unfinished = folder / f"{path.name}.{os.getpid()}"
    try:
        with open(unfinished, "xb", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = Writer(tar, manifest)
                yield writer
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(unfinished)  # unlike a renaming, this replaces nothing
    finally:
        unfinished.unlink(missing_ok=True)


def verified(path: Path) -> Manifest:
    """Read an archive from end to end and return its manifest. Damaged says what is wrong."""
    parts: dict[str, Part] = {}
    told: dict[str, bytes] = {}
    with _what_a_bad_tar_means():  # which may show only when a part is read
        for name, source in contents(path):
            if name in parts or name in told:
                raise Damaged(f"It holds {name} twice.")
            if name in {MANIFEST, SEAL}:
                told[name] = source.read()
            else:
                parts[name] = _part(source)
    if told.keys() != {MANIFEST, SEAL}:
        raise Damaged("Its end is missing.")
    if hashlib.sha256(told[MANIFEST]).hexdigest().encode() != told[SEAL]:
        raise Damaged("Its manifest has changed since it was written.")
    manifest = Manifest.parse(told[MANIFEST])
    for name in sorted(parts.keys() | manifest.parts.keys()):
        if parts.get(name) != manifest.parts.get(name):
            raise Damaged(f"{name} is not what was written.")
    return manifest


def contents(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each part's name and a file to read it from, in their order. Damaged where it is no tar."""
    with _what_a_bad_tar_means(), tarfile.open(path, "r:") as tar:
        while header := tar.next():
            tar.members.clear()  # type: ignore[attr-defined] # or every name would be remembered
            source = tar.extractfile(header) if header.isreg() else None
            if source is None:
                raise Damaged(f"{header.name} is not a file.")
            yield header.name, source


@contextmanager
def _what_a_bad_tar_means() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Damaged("It is no backup, or cut off.") from error


def _part(source: IO[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        size += len(block)
    return Part(size, digest.hexdigest())
