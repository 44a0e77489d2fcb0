"""Pictures of ours are kept long everywhere; a portrait shortly, by its owner's browser alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _files(settings: Any) -> None:
    for name in ("portraits/one.webp", "images/one.webp"):
        file = Path(settings.MEDIA_ROOT) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"a picture")


@pytest.mark.parametrize(
    "path", ["portraits/one.webp", "./portraits/one.webp", "images/../portraits/one.webp"]
)
def test_a_portrait(client: Client, path: str) -> None:
    answer = client.get(f"/media/{path}")
    assert answer.status_code in {200, 404}
    assert "public" not in answer.headers["Cache-Control"]
    if answer.status_code == 200:
        assert answer.headers["Cache-Control"] == "private, max-age=300"


def test_a_portrait_is_there(client: Client) -> None:
    assert client.get("/media/portraits/one.webp").status_code == 200


def test_a_picture_of_ours(client: Client) -> None:
    answer = client.get("/media/images/one.webp")
    assert answer.headers["Cache-Control"] == "public, max-age=2592000"
