"""Uploaded files, out of and into whatever storage is configured."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import Storage, default_storage

IN_MEMORY = 32 * 1024 * 1024  # bytes of one file


def names(storage: Storage = default_storage, folder: str = "") -> Iterator[str]:
    """The name of every file, folder by folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    inside = f"{folder}/" if folder else ""
    yield from (inside + name for name in sorted(files))
    for name in sorted(folders):
        if name:  # an object store may have an object that is named like a folder
            yield from names(storage, inside + name)


def copy_of(name: str) -> IO[bytes] | None:
    """A copy of a file, to be read and closed; None for one that was deleted in this moment."""
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller's
    try:
        with default_storage.open(name) as source:
            shutil.copyfileobj(source, copy)
    except FileNotFoundError:
        copy.close()
        return None
    return copy


def store(name: str, source: IO[bytes], sha256: str) -> bool:
    """Store a file under exactly this name, unless the same is there; return whether it was.

    On a disk what is there stays until the new one is whole: it may be too full.
    """
    there = default_storage.exists(name)
    if there:
        with default_storage.open(name) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return False
    try:
        place = Path(default_storage.path(name))
    except NotImplementedError:  # an object store: one that can't be written loses what was there
        if there:
            default_storage.delete(name)
        _save(name, source)
        return True
    beside = f"{name}.{uuid4().hex}"  # no other file's name
    try:
        _save(beside, source)
        Path(default_storage.path(beside)).replace(place)
    except BaseException:
        default_storage.delete(beside)
        raise
    return True


def _save(name: str, source: IO[bytes]) -> None:
    stored = default_storage.save(name, File(source, name=name))
    if stored != name:
        default_storage.delete(stored)
        raise OSError(f"{name} can't be stored under its name.")
