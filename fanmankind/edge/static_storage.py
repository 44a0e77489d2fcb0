"""Static files with their content's hash in the name, compressed beforehand."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

READING = {"css", "js", "brand"}
ROOT = Path(__file__).resolve().parents[2]
QUICK = 5  # Brotli's quality, of 11: a twentieth of the work for a tenth more bytes


def static_fingerprint() -> str:
    """A short digest of everything that the collected static files are made from."""
    digest = hashlib.blake2b(digest_size=16)
    for name in ("requirements.txt", "fanmankind/edge/static_storage.py"):
        digest.update((ROOT / name).read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def manifest() -> Path:
    """The file that says under which names this release's static files are collected.

    Each release has its own, so that the former one still finds its files when it has to run again.
    """
    return Path(settings.STATIC_ROOT) / f"staticfiles.{static_fingerprint()}.json"


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
        self.manifest_name = manifest().name
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
