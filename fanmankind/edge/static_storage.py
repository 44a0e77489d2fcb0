"""Static files with their content's hash in the name, compressed beforehand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

READING = {"css", "js", "brand"}
QUICK = 5  # Brotli's quality, of 11: a twentieth of the work for a tenth more bytes


class QuickCompressor(Compressor):
    """WhiteNoise's, in less time."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """The bytes in Brotli (RFC 7932)."""
        compressed: bytes = brotli.compress(data, quality=QUICK)
        return compressed


class SiteCompressor(Compressor):
    """WhiteNoise's, which takes its time for the files of reading pages alone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.quick = QuickCompressor(**options)

    def compress(self, path: str) -> list[str]:
        """Write the compressed copies of one file; return their paths."""
        folder = Path(path).relative_to(settings.STATIC_ROOT).parts[0]
        compress = super().compress if folder in READING else self.quick.compress
        written: list[str] = compress(path)
        return written


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows what our ES modules import.

    Scripts of ours are sent without the comments, the space and the long names that are for those
    who work on them.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, worked out once: a page names some twenty."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        known = self._addresses.get(name)
        if known is None:
            known = self._addresses[name] = str(super().url(name))
        return known

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Name the files anew."""
        self._addresses.clear()
        yield from super().post_process(*args, **kwargs)

    def create_compressor(self, **options: Any) -> Compressor:
        """What writes the compressed copies."""
        return SiteCompressor(**options)

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages ask for, which is always the name with the hash."""
        yield from super().compress_files(paths & set(self.hashed_files.values()))

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            import minify  # only where files are collected: a web process has no use for it

            content.seek(0)
            script = content.read().decode()
            content = ContentFile(minify.string("application/javascript", script).encode())
        saved: str = super()._save(name, content)
        return saved
