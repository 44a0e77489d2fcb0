"""Uploaded files in an object store: S3, or anything that speaks as it does.

The store is closed to the world. The site hands its files on, and whatever is named as MEDIA_HOST;
people's portraits go with their accounts, and so come from the site alone. What is private lies in
a folder of its own, to which no address leads.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from django.conf import settings
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from fanmankind.edge.media import PORTRAITS
from fanmankind.edge.private_files import NoAddress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 2 * 1024 * 1024  # bytes fetched at once
CLIENT = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},  # a bucket's own host name is not everywhere
    # Few stores but Amazon's know the newer checksums.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=3,  # seconds
    read_timeout=10,
    retries={"max_attempts": 2},
)


class ObjectStorage(S3Storage):
    """A folder of a bucket. Nothing in it is ever overwritten by another upload."""

    def get_default_settings(self) -> dict[str, Any]:
        """What every store of ours has."""
        return {
            **super().get_default_settings(),
            "client_config": CLIENT,
            "default_acl": None,
            "file_overwrite": False,
            # One part after the other: ten at once keep 130 MB, and each upload ten threads.
            "transfer_config": TransferConfig(use_threads=False),
        }

    def _open(self, name: str, mode: str = "rb") -> Any:
        found = super()._open(name, mode)  # which asks for no more than its size as yet
        return ObjectFile(found.obj, name) if mode == "rb" else found

    def get_modified_time(self, name: str) -> datetime:
        """When it was stored. FileNotFoundError, as of any other storage."""
        stored: datetime = super()._open(name).obj.last_modified
        return stored

    def url(self, name: str | None, *_: Any, **__: Any) -> str:
        """The address at which readers find a file, the same at all times."""
        name = str(name)
        host = "" if name.startswith(PORTRAITS) else settings.MEDIA_HOST
        return urljoin(host + settings.MEDIA_URL, filepath_to_uri(name))


class PrivateObjects(NoAddress, ObjectStorage):
    """A folder of the bucket for the site alone."""

    def get_default_settings(self) -> dict[str, Any]:
        """A file replaces another of its name, as in a private folder of the disk."""
        return {**super().get_default_settings(), "file_overwrite": True}


class ObjectFile(File):  # type: ignore[type-arg] # it takes none when it runs
    """A file of the bucket, read where it is: neither memory nor the disk has to hold it whole.

    Each piece is asked for by itself, so whoever reads may take any time between two of them.
    """

    def __init__(self, there: Any, name: str) -> None:
        self._there = there
        super().__init__(_reader(there), name)

    def open(self, mode: str | None = None, *_: Any, **__: Any) -> ObjectFile:
        """From the beginning, also after it was closed."""
        if self.closed:
            self.file = _reader(self._there)
        self.seek(0)
        return self


def _reader(there: Any) -> Any:
    return io.BufferedReader(_Ranges(there), PIECE)


class _Ranges(io.RawIOBase):
    """The bytes of an object; each reading is a request. It stays the object that was opened."""

    def __init__(self, there: Any) -> None:
        self._there, self._at = there, 0
        # Written down here, as boto3 forgets them with each request and would ask once more.
        self._size, self._tag = int(there.content_length), there.e_tag

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, (0, self._at, self._size)[whence] + offset)
        return self._at

    def readinto(self, room: WriteableBuffer) -> int:
        view = memoryview(room)
        data = self._take(len(view))
        view[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return self._take(self._size)

    def _take(self, most: int) -> bytes:
        end = min(self._at + most, self._size)
        if end <= self._at:
            return b""
        span = f"bytes={self._at}-{end - 1}"
        data: bytes = self._there.get(Range=span, IfMatch=self._tag)["Body"].read()
        self._at += len(data)
        return data
