"""Copies on this machine's disk: what one process made, the others find, and so does the next.

They are no state of the site: without them pages are made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import time
from pathlib import Path

from django.conf import settings

from fanmankind.edge.copies import Answer, Copy, Origin, copy_of
from fanmankind.edge.static_storage import manifest

log = logging.getLogger(__name__)

DAY = 86_400  # seconds
OF_A_PAGE = ("SITE_URL", "SUPPORT_EMAIL", "SUPPORT_URL", "TIME_ZONE")  # settings that pages show


def release() -> str:
    """A short digest of everything that pages are made by: code, templates, files' names."""
    digest = hashlib.blake2b(digest_size=10)
    for name in OF_A_PAGE:
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    root = Path(settings.BASE_DIR)
    found = [manifest(), *sorted(root.glob("templates/**/*"))]
    for app in ("fanmankind", "articles", "accounts", "reading"):
        found += sorted((root / app).rglob("*.py"))
    for path in found:
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


class Files:
    """A folder of copies, one release's, one file for each."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.folder = root, root / name
        self._has_failed = False

    def path(self, key: str) -> Path:
        """Where the copy of a key lies."""
        name = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
        return self.folder / name[:2] / name

    def get(self, key: str, *, lasts: float) -> Copy | None:
        """The copy of a key, however old; None where there is none that can be read."""
        try:
            with self.path(key).open("rb") as file:
                told = json.loads(file.readline())
                body = file.read()
            if told["key"] != key or sum(told["lengths"].values()) != len(body):
                return None
            bodies = {}
            for coding, length in told["lengths"].items():
                bodies[coding], body = body[:length], body[length:]
            headers = [(name, value) for name, value in told["headers"]]
            seal = (int(told["seal"][0]), int(told["seal"][1]))
            answer = Answer(told["status"], headers, bodies.pop("identity"))
            return copy_of(answer, Origin(told["section"], seal, told["born"]), bodies, lasts)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("A copy on the disk can't be read: %s", error)
            return None

    def put(self, key: str, copy: Copy) -> None:
        """Keep a copy, whole or not at all. A disk that is full is told once, and harms nobody."""
        told = {
            "key": key, "section": copy.origin.section, "seal": copy.origin.seal,
            "born": copy.origin.born,
            "status": copy.answer.status, "headers": copy.answer.headers,
            "lengths": {coding: len(body) for coding, (_, body) in copy.codings.items()},
        }  # fmt: skip
        path = self.path(key)
        new = path.with_name(f"{path.name}.{os.getpid()}-{time.monotonic_ns()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            bodies = (body for _, body in copy.codings.values())
            new.write_bytes(b"".join([json.dumps(told).encode(), b"\n", *bodies]))
            new.replace(path)
            self._has_failed = False
        except OSError as error:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            if not self._has_failed:
                log.warning("Pages can't be kept on the disk: %s", error)
            self._has_failed = True

    def drop(self, key: str) -> None:
        """Keep it no more."""
        with contextlib.suppress(OSError):
            self.path(key).unlink(missing_ok=True)


def tidy() -> int:
    """The chore: remove the oldest copies beyond the room that they have; return how many.

    Those of another release are its processes' while they run; a day later they are nobody's.
    """
    found = []
    for path in Path(settings.PAGE_COPIES).glob("*/*/*"):
        with contextlib.suppress(OSError):
            stat = path.stat()
            found.append((stat.st_mtime, stat.st_size, path))
    room, gone = settings.PAGE_COPIES_ROOM, 0
    for changed, size, path in sorted(found, reverse=True):
        room -= size
        if room < 0 or time.time() - changed > DAY:
            path.unlink(missing_ok=True)
            gone += 1
    _tidy_folders()
    return gone


def _tidy_folders() -> None:
    """Remove folders in which nothing changed for a day; one that is not empty stays."""
    root = Path(settings.PAGE_COPIES)
    for folder in (*root.glob("*/*/"), *root.glob("*/")):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > DAY:
                folder.rmdir()
