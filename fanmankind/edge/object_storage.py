"""Uploaded files in an object store: S3, or anything that speaks as it does.

The store is closed to the world. The site hands its files on, and whatever is named as MEDIA_HOST;
people's portraits go with their accounts, and so come from the site alone.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from fanmankind.edge.media import PORTRAITS

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
        }

    def url(self, name: str | None, *_: Any, **__: Any) -> str:
        """The address at which readers find a file, the same at all times."""
        name = str(name)
        host = "" if name.startswith(PORTRAITS) else settings.MEDIA_HOST
        return urljoin(host + settings.MEDIA_URL, filepath_to_uri(name))
