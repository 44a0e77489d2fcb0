"""Wagtail's ways to the caches before the site, none of which waits for long.

Each ends at the first cache that does not answer: it would not answer for the next page either.
"""

from __future__ import annotations

import logging
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from wagtail.contrib.frontend_cache import backends

log = logging.getLogger(__name__)

TIMEOUT = 5.0  # seconds for one answer
LONGEST = 30.0  # seconds for all pages of a change


class _InTime(backends.BaseBackend):
    """Gives up what it could not tell a cache of in LONGEST."""

    AT_ONCE = 1  # pages

    def purge_batch(self, urls: list[str]) -> None:
        """Tell it of these pages. Raises what happens where it does not answer."""
        until = time.monotonic() + LONGEST
        for told in range(0, len(urls), self.AT_ONCE):
            if time.monotonic() > until:
                log.error("The cache is slow: it was told of %d pages of %d.", told, len(urls))
                return
            super().purge_batch(urls[told : told + self.AT_ONCE])


class HTTPBackend(_InTime, backends.HTTPBackend):
    """Varnish, or nginx; Wagtail's waits for an answer as long as it takes."""

    def purge(self, url: str) -> None:
        """Tell it of a page. Raises what requests does where it does not answer."""
        parts = urlsplit(url)
        there = urlunsplit([self.cache_scheme, self.cache_netloc, parts.path, parts.query, ""])
        answer = requests.request(
            "PURGE", there, headers={"Host": parts.netloc}, timeout=TIMEOUT, allow_redirects=False
        )
        # Of a page that it has not kept nginx says that it is not found.
        if not answer.ok and answer.status_code != requests.codes.not_found:
            log.error("The cache before the site refused %s: %d.", url, answer.status_code)


class CloudflareBackend(_InTime, backends.CloudflareBackend):
    """Cloudflare, which Wagtail gives half a minute for each answer."""

    AT_ONCE = backends.CloudflareBackend.CHUNK_SIZE


class CloudfrontBackend(backends.CloudfrontBackend):
    """CloudFront, which boto3 would ask five times, a minute each."""

    def __init__(self, params: dict[str, Any]) -> None:
        import boto3
        from botocore.config import Config

        super().__init__(params)
        patience = Config(
            connect_timeout=TIMEOUT, read_timeout=TIMEOUT, retries={"total_max_attempts": 2}
        )
        self.client = boto3.client("cloudfront", config=patience)
