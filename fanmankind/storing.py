"""Where uploaded files are kept, as the environment says: on the disk, or in an object store."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"s3": "https", "s3+http": "http"}


def storage() -> dict[str, Any]:
    """MEDIA_ROOT, or the folder ``media`` of the bucket that MEDIA_STORAGE names.

    MEDIA_STORAGE is ``s3://KEY:SECRET@HOST/BUCKET?region=REGION``, or ``s3+http://`` without TLS.
    Without key and secret, those of the machine's own role are asked for.
    """
    url = os.environ.get("MEDIA_STORAGE", "")
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme not in SCHEMES or not parts.hostname or not bucket or "/" in bucket:
        raise ImproperlyConfigured("MEDIA_STORAGE must be s3://KEY:SECRET@HOST/BUCKET?region=NAME.")
    return {
        "BACKEND": "fanmankind.edge.object_storage.ObjectStorage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": "media",
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{parts.netloc.rpartition('@')[2]}",
            "region_name": parse_qs(parts.query).get("region", [None])[0],
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
        },
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
