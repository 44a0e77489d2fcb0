"""What an import must look up while it reads: every address, attachment and slug of the archive.

On disk, in a temporary SQLite file, so that memory does not grow with the archive.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

TEXTS = {"post", "page"}
_TABLES = """
CREATE TABLE items (id INTEGER PRIMARY KEY, kind TEXT, path TEXT, public INTEGER);
CREATE INDEX items_path ON items (path);
CREATE TABLE files (id INTEGER PRIMARY KEY, url TEXT, path TEXT, link TEXT, title TEXT, alt TEXT,
                    caption TEXT, parent INTEGER, picture INTEGER, trouble TEXT);
CREATE INDEX files_path ON files (path);
CREATE INDEX files_parent ON files (parent);
CREATE TABLE bodies (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE slugs (parent INTEGER, slug TEXT, PRIMARY KEY (parent, slug)) WITHOUT ROWID;
CREATE TABLE leads (old TEXT PRIMARY KEY, target TEXT) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Attachment:
    """An attachment: where its file was, what it shows, and the picture that it became."""

    id: int
    url: str
    path: str
    link: str
    title: str
    alt: str
    caption: str
    parent: int | None
    picture: int | None = None
    trouble: str | None = None

    @property
    def planned(self) -> str:
        """What stands in a try for the address of its picture; empty where it has none."""
        return "" if self.picture is None else f"picture {self.id}"


def path_of_url(url: str) -> str:
    """The path of an address, decoded, without the slash at its end; its query is left out."""
    try:
        return unquote(urlsplit(url.strip()).path).rstrip("/") or "/"
    except ValueError:
        return ""


def own_path(link: str) -> str | None:
    """The path that leads to an item alone; none where a query does, or it is the front page."""
    path = path_of_url(link)
    return None if "?" in link or path in {"", "/"} else path


def host_of_url(url: str) -> str:
    """The host of an address, without ``www.``; empty where it names none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class Index:
    """A temporary index; gone when the block is left."""

    def __enter__(self) -> Index:
        self._folder = tempfile.TemporaryDirectory(prefix="import-")
        self._db = sqlite3.connect(Path(self._folder.name) / "index")
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def add_item(self, old_id: int, kind: str, link: str, *, public: bool) -> None:
        """Note an item's address."""
        self._db.execute(
            "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?)",
            (old_id, kind, own_path(link), public),
        )

    def add_body(self, old_id: int, body: str) -> None:
        """Keep the body of a block that others stand for."""
        self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (old_id, body))

    def body(self, old_id: int) -> str | None:
        """The body of a block that others stand for."""
        found = self._db.execute("SELECT body FROM bodies WHERE id = ?", (old_id,)).fetchone()
        return str(found[0]) if found else None

    def add_file(self, file: Attachment) -> None:
        """Note an attachment."""
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                file.id, file.url, file.path, file.link, file.title, file.alt, file.caption,
                file.parent, file.picture, file.trouble,
            ),
        )  # fmt: skip

    def item_at(self, path: str) -> tuple[int, str] | None:
        """The id and kind of the item whose address has this path."""
        found: tuple[int, str] | None = self._db.execute(
            "SELECT id, kind FROM items WHERE path = ? ORDER BY public DESC LIMIT 1", (path,)
        ).fetchone()
        return found

    def item(self, old_id: int) -> str | None:
        """The kind of the item with this id."""
        found = self._db.execute("SELECT kind FROM items WHERE id = ?", (old_id,)).fetchone()
        return str(found[0]) if found else None

    def file(self, old_id: int) -> Attachment | None:
        """The attachment with this id."""
        return self._file("SELECT * FROM files WHERE id = ?", old_id)

    def file_at(self, path: str) -> Attachment | None:
        """The attachment whose file has this path."""
        return self._file("SELECT * FROM files WHERE path = ? LIMIT 1", path)

    def _file(self, query: str, value: int | str) -> Attachment | None:
        row = self._db.execute(query, (value,)).fetchone()
        return Attachment(*row) if row else None

    def files(self) -> Iterator[Attachment]:
        """Every attachment, in the order of the ids; rows may be changed meanwhile."""
        last = -1
        while rows := self._db.execute(
            "SELECT * FROM files WHERE id > ? ORDER BY id LIMIT 500", (last,)
        ).fetchall():
            for row in rows:
                last = row[0]
                yield Attachment(*row)

    def files_of(self, parent: int) -> list[int]:
        """The attachments of a post, in their order."""
        query = "SELECT id FROM files WHERE parent = ? AND id > 0 ORDER BY id"
        return [int(row[0]) for row in self._db.execute(query, (parent,))]

    def count(self, table: str) -> int:
        """How many rows of ``items`` or ``files`` there are."""
        query = {"items": "SELECT COUNT(*) FROM items", "files": "SELECT COUNT(*) FROM files"}
        return int(self._db.execute(query[table]).fetchone()[0])

    def take_slug(self, parent: int, slug: str) -> bool:
        """Reserve a slug under a parent for this run; False where it is reserved already."""
        cursor = self._db.execute("INSERT OR IGNORE INTO slugs VALUES (?, ?)", (parent, slug))
        return cursor.rowcount == 1

    def add_lead(self, old: str, target: str) -> None:
        """Note where a redirect would lead that a try does not make."""
        self._db.execute("INSERT OR REPLACE INTO leads VALUES (?, ?)", (old, target))

    def lead(self, old: str) -> str | None:
        """Where a redirect would lead that this run has noted."""
        found = self._db.execute("SELECT target FROM leads WHERE old = ?", (old,)).fetchone()
        return str(found[0]) if found else None
