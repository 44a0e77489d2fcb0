"""An object store on this machine that speaks as S3 does, with one empty bucket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer


class Store:
    """``url`` is what MEDIA_STORAGE has to be."""

    def __init__(self, host: str, port: int) -> None:
        self.bucket = f"pictures-{uuid4().hex}"  # all stores of a process know each other's
        self.url = f"s3+http://key:secret%2F1@{host}:{port}/{self.bucket}?region=eu-central-1"
        self.client: Any = boto3.client(
            "s3", endpoint_url=f"http://{host}:{port}", region_name="eu-central-1",
            aws_access_key_id="key", aws_secret_access_key="secret/1",
        )  # fmt: skip
        place = {"LocationConstraint": "eu-central-1"}
        self.client.create_bucket(Bucket=self.bucket, CreateBucketConfiguration=place)

    def files(self) -> dict[str, bytes]:
        """Everything in the bucket."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        keys = [found["Key"] for page in pages for found in page.get("Contents", ())]
        return {
            key: self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read() for key in keys
        }


@contextmanager
def object_store() -> Iterator[Store]:
    """Start one, and stop it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        yield Store(*server.get_host_and_port())
    finally:
        server.stop()
