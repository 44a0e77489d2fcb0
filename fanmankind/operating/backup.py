"""A backup is the database at one moment and then the media, in one archive; and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fanmankind.edge.models import EVERYTHING
from fanmankind.edge.turning import turn
from fanmankind.operating import databases, media
from fanmankind.operating.archive import Damaged, Manifest, contents, verified, workplace, writing

DATABASE, MEDIA = "database", "media/"


class ThereAlready(FileExistsError):
    """There is a file where the archive was to be."""


class Refused(Exception):
    """Why an archive is not restored here, in words for an operator."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands where an archive is to be restored."""

    database: bool
    media: bool

    def __str__(self) -> str:
        there = [name for name in ("database", "media") if getattr(self, name)]
        return " and ".join(there)


def key_mark() -> str:
    """A mark of SECRET_KEY, from which the key can't be found."""
    return salted_hmac("fanmankind.operating.backup", "mark", algorithm="sha256").hexdigest()[:16]


def backup(path: Path, *, with_media: bool = True) -> Manifest:
    """Write an archive of the site, which goes on meanwhile.

    The database comes first: a picture that is added later is too much in the archive and never
    missing. ThereAlready when there is such a file; databases.Trouble when it can't be copied.
    """
    manifest = Manifest(
        kind=connection.vendor, server=databases.major_version(connection),
        made_at=timezone.now().isoformat(timespec="seconds"), key_mark=key_mark(),
        has_media=with_media,
    )  # fmt: skip
    if path.exists():
        raise ThereAlready(path)
    databases.refuse_without_site(connection)
    with workplace(path.parent) as folder:
        file = folder / DATABASE
        databases.dump(connection, file)
        with writing(path, manifest, folder) as archive:
            with file.open("rb") as source:
                archive.add(DATABASE, source)
            for name in media.names() if with_media else ():
                copy = media.copy_of(name)
                if copy is not None:
                    with copy:
                        archive.add(MEDIA + name, copy)
    return manifest


def restorable(path: Path) -> Manifest:
    """The manifest of an archive that is whole and fits this database.

    Raises Damaged or Refused; nothing has been changed by then.
    """
    manifest = verified(path)
    if DATABASE not in manifest.parts:
        raise Damaged("It holds no database.")
    for name in manifest.parts:
        inside = name.removeprefix(MEDIA)
        strange = not inside or inside.startswith("/") or ".." in Path(inside).parts
        if name != DATABASE and (inside == name or strange):
            raise Damaged(f"It holds {name}, which no backup does.")
    if manifest.kind != connection.vendor:
        theirs, ours = (
            databases.NAMES.get(kind, kind) for kind in (manifest.kind, connection.vendor)
        )
        raise Refused(
            f"The archive is of a {theirs} database, and DATABASE_URL names a {ours} one."
            " A backup goes back into the kind of database that it came from."
        )
    version = databases.major_version(connection)
    if version < manifest.server:
        raise Refused(
            f"The archive is of PostgreSQL {manifest.server}, and this server is {version}."
            " A backup goes into the same version or a later one."
        )
    return manifest


def in_the_way() -> Found:
    """What would be overwritten."""
    return Found(
        database=not databases.is_empty(connection), media=any(True for _ in media.names())
    )


def restore(
    path: Path, manifest: Manifest, *, say: Callable[[str], object] = lambda _: None
) -> int:
    """Put an archive's files into the storage and its database in place of this one.

    The files first: they harm nothing, and where that fails the database is as it was. The
    database changes in one transaction, and pages are made anew. Returns how many files were
    written.
    """
    written = 0
    # Not beside the archive, which may be on a disk that nothing can be written to.
    with workplace(Path(settings.DATA_DIR)) as folder:
        file = folder / DATABASE
        for name, source in contents(path):
            if name == DATABASE:
                with file.open("xb") as copy:
                    shutil.copyfileobj(source, copy)
                databases.refuse_copy_without_site(connection, file)  # before any file is replaced
            elif name.startswith(MEDIA):
                part = manifest.parts[name]
                written += media.store(name.removeprefix(MEDIA), source, part.sha256)
        say("The media are in place; now the database.")
        databases.load(connection, file)
    with suppress(DatabaseError):  # a backup from before there were editions has no copies either
        turn({EVERYTHING})
    return written
