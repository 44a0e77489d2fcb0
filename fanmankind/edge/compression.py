"""Content coding (RFC 9110, section 8.4): Brotli, gzip, or as it is."""

import gzip
from functools import lru_cache

import brotli

SMALLEST = 256  # bytes; below this a coding's own overhead eats the gain
COMPRESSIBLE = ("text/", "application/json", "application/feed+json", "application/xml",
                "application/rss+xml", "application/atom+xml", "application/manifest+json",
                "image/svg+xml")  # fmt: skip


def negotiate(accept_encoding: str) -> str:
    """Choose ``br``, ``gzip`` or ``identity`` from an Accept-Encoding header.

    A coding with a quality of 0 is refused; Brotli wins a tie. Malformed items are ignored.
    """
    qualities: dict[str, float] = {}
    for item in accept_encoding.lower().split(","):
        name, _, parameters = item.strip().partition(";")
        quality = 1.0
        if parameters.strip().startswith("q="):
            try:
                quality = float(parameters.strip()[2:])
            except ValueError:
                continue
        qualities[name.strip()] = quality
    anything = qualities.get("*", 0.0)
    # As it is, it is welcome wherever nothing is said of that; but rather compressed.
    best, best_quality = "identity", qualities.get("identity", 0.0)
    for coding in ("br", "gzip"):
        quality = qualities.get(coding, anything)
        if quality > best_quality or (best == "identity" and quality == best_quality > 0):
            best, best_quality = coding, quality
    return best


@lru_cache(maxsize=16)  # Whole bodies are its keys: no more memory than that.
def compress(body: bytes, coding: str) -> bytes:
    """Compress a public body; the last results are kept, as the page for 404 comes often."""
    if coding == "br":
        compressed: bytes = brotli.compress(body, quality=6, mode=brotli.MODE_TEXT)
        return compressed
    return gzip.compress(body, compresslevel=6, mtime=0)


def is_compressible(content_type: str) -> bool:
    """Whether a body of this media type gains from a coding."""
    return content_type.startswith(COMPRESSIBLE)
