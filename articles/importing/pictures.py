"""The pictures of an archive: from a folder or from hosts that were allowed, and never unseen."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image as Pillow
from wagtail.models import Collection as Library
from wagtail.utils.file import hash_filelike

from articles.importing.downloads import NotFetched, fetch
from articles.models import Picture

MOST_PIXELS = 40_000_000  # of a decoded picture; larger ones are bombs, or posters
FORMATS = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
_YEAR, _MONTH = re.compile(r"(?:19|20)\d\d"), re.compile(r"[01]\d")
SCALED = re.compile(r"-scaled(?=\.\w{2,5}$)")
SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)|-scaled(?=\.\w{2,5}$)")


class NoPicture(ValueError):
    """Raised for a file that is missing or no picture that we take. The message is for people."""


def check(data: bytes) -> str:
    """Look at a file's bytes as a picture; return its suffix. Raises NoPicture."""
    largest: int = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if len(data) > largest:
        raise NoPicture(f"The file is larger than {largest // 1024 // 1024} MB.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(data), formats=list(FORMATS)) as image:
                width, height, name = image.width, image.height, image.format or ""
                if width * height <= MOST_PIXELS:
                    image.draft("RGB", (640, 640))  # a JPEG need not be decoded in full
                    image.load()
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        raise NoPicture("It has too many pixels.") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, TypeError, IndexError):
        raise NoPicture("The file is no picture, or is damaged.") from None
    if width * height > MOST_PIXELS:
        raise NoPicture(f"It has {width} by {height} pixels, too many.")
    return FORMATS[name]


class Source:
    """Where old files are looked for."""

    def __init__(self, media: Path | None, hosts: Collection[str]) -> None:
        self.media = media.resolve() if media else None
        self.hosts = {host.strip().lower() for host in hosts if host.strip()}

    def read(self, url: str, made: re.Pattern[str] = SIZED, *, is_ours: bool = True) -> bytes:
        """The file of an old address. Raises NoPicture.

        The folder is asked only for what ``is_ours``, first for the file itself, then for the one
        that WordPress made it from, whose name lacks what ``made`` matches.
        """
        for name in dict.fromkeys((url, made.sub("", url))) if is_ours else ():
            if found := self._in_folder(name):
                if found.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
                    raise NoPicture("The file is too large.")
                return found.read_bytes()
        if not self.hosts:
            raise NoPicture("It is not in the media folder." if self.media else "No source named.")
        try:
            return fetch(url, self.hosts, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        except NotFetched as error:
            raise NoPicture(str(error)) from None

    def _in_folder(self, url: str) -> Path | None:
        """The file in the media folder, which may be of ``uploads`` or lie further up."""
        if self.media is None:
            return None
        try:
            parts = PurePosixPath(unquote(urlsplit(url).path).replace("\0", "")).parts
        except ValueError:
            return None
        parts = tuple(part for part in parts if part not in {"/", "..", "."})
        for start in range(_last_start(parts) + 1):
            try:
                candidate = self.media.joinpath(*parts[start:]).resolve()
                if candidate.is_relative_to(self.media) and candidate.is_file():
                    return candidate
            except OSError:
                continue
        return None


def _last_start(parts: tuple[str, ...]) -> int:
    """How many folders at the beginning of a path may be missing in the media folder.

    Those down to the uploads, but never a year and month: another month's file is another picture.
    """
    for number, pair in enumerate(pairwise(parts)):
        if _YEAR.fullmatch(pair[0]) and _MONTH.fullmatch(pair[1]):
            return number
    return parts.index("uploads") + 1 if "uploads" in parts[:-1] else len(parts) - 1


def _digest(data: bytes) -> str:
    return str(hash_filelike(BytesIO(data)))


def kept(data: bytes) -> Picture | None:
    """The picture with these bytes that the library has already."""
    found: Picture | None = Picture.objects.filter(file_hash=_digest(data)).first()
    return found


def keep(data: bytes, suffix: str, *, title: str, alt: str, credit: str) -> Picture:
    """Put a checked picture into the library; the one that is there, if its bytes are known.

    Nothing stays behind when it fails.
    """
    known = kept(data)
    if known is not None:
        return known
    picture = Picture(
        title=title[:255], description=alt[:255], credit=credit[:120], file_hash=_digest(data),
        file_size=len(data), collection=Library.get_first_root_node(),
        file=ImageFile(BytesIO(data), name=f"archive{suffix}"),
    )  # fmt: skip
    try:
        with transaction.atomic():
            picture.save()
    except BaseException:
        if picture.file and picture.file._committed:
            picture.file.delete(save=False)
        raise
    return picture
