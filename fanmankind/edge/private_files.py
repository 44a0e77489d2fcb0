"""Files that no address leads to: copies of people's data, and archives to be imported.

Views and workers open them by name. Where a file is stored under a name that is taken it replaces
the other at once, so whoever reads has one of the two whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

PART = ".part"  # what is being written; one that stays was left by a process that died


class NoAddress:
    """For storages whose files are the site's own."""

    def url(self, name: str | None, *_: Any, **__: Any) -> NoReturn:
        """Raises ValueError: there is none, whatever MEDIA_URL says."""
        raise ValueError(f"{name} is private and has no address.")


class PrivateFolder(NoAddress, FileSystemStorage):
    """A folder on the disk that only the site's own user may look into."""

    def __init__(self, location: str) -> None:
        super().__init__(location=location, file_permissions_mode=0o600, allow_overwrite=True)

    def _save(self, name: str, content: Any) -> str:
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)
        part = Path(self.path(f"{name}.{uuid4().hex}{PART}"))
        try:
            part.touch(mode=0o600)  # before there is anything in it
            super()._save(part.name, content)  # type: ignore[misc] # the stubs leave it out
            part.replace(self.path(name))
        finally:
            part.unlink(missing_ok=True)  # unless it is the file by now
        return name

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """As in an object store, a folder in which nothing was ever stored is empty."""
        try:
            return super().listdir(path)
        except FileNotFoundError:
            return [], []
