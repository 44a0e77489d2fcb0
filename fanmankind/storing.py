"""Where files are kept, as the environment says: on the disk, or in an object store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3": "https", "s3+http": "http"}


def storage() -> dict[str, Any]:
    """MEDIA_ROOT, or the folder ``media`` of the bucket that MEDIA_STORAGE names."""
    bucket = _bucket()
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "BACKEND": "fanmankind.edge.object_storage.ObjectStorage",
        "OPTIONS": {**bucket, "location": "media"},
    }


def private(folder: Path) -> dict[str, Any]:
    """The folder, or the one of its name below ``private`` in the bucket; no address leads there.

    Every machine of a site has to have the same, as whoever makes such a file is seldom whoever
    reads it.
    """
    bucket = _bucket()
    if not bucket:
        return {
            "BACKEND": "fanmankind.edge.private_files.PrivateFolder",
            "OPTIONS": {"location": str(folder)},
        }
    return {
        "BACKEND": "fanmankind.edge.object_storage.PrivateObjects",
        "OPTIONS": {**bucket, "location": f"private/{folder.name}"},
    }


def _bucket() -> dict[str, Any]:
    """What MEDIA_STORAGE says; nothing without it.

    It is ``s3://KEY:SECRET@HOST/BUCKET?region=REGION``, or ``s3+http://`` without TLS. Without key
    and secret, those of the machine's own role are asked for.
    """
    url = os.environ.get("MEDIA_STORAGE", "")
    if not url:
        return {}
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme not in SCHEMES or not parts.hostname or not bucket or "/" in bucket:
        raise ImproperlyConfigured("MEDIA_STORAGE must be s3://KEY:SECRET@HOST/BUCKET?region=NAME.")
    return {
        "bucket_name": bucket,
        "endpoint_url": f"{SCHEMES[parts.scheme]}://{parts.netloc.rpartition('@')[2]}",
        "region_name": parse_qs(parts.query).get("region", [None])[0],
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
    }


def media_host() -> str:
    """MEDIA_HOST: the origin of a CDN that hands ``media/`` on; empty for ourselves."""
    host = os.environ.get("MEDIA_HOST", "").rstrip("/")
    if not host:
        return ""
    if not os.environ.get("MEDIA_STORAGE"):
        raise ImproperlyConfigured("MEDIA_HOST is for files in MEDIA_STORAGE, which is not set.")
    parts = urlsplit(host)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        raise ImproperlyConfigured("MEDIA_HOST must be like https://media.example.org.")
    return host
