"""Whatever kind of pixels an uploaded picture has, every size of it can be made and seen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from tests.articles import newsroom

pytestmark = pytest.mark.django_db

MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16",
         "I;16B")  # fmt: skip
SUFFIXES = ("png", "jpg", "webp", "avif", "gif")
FORMATS = ("jpeg", "png", "webp", "avif")


def _encoded(mode: str, suffix: str, **options: Any) -> bytes:
    """A picture of this mode in this format; nothing where Pillow can't write it."""
    data = BytesIO()
    kind = {"jpg": "JPEG"}.get(suffix, suffix.upper())
    try:
        Image.new(mode, (300, 200)).save(data, kind, **options)
    except (OSError, ValueError):
        return b""
    return data.getvalue()


def _files() -> dict[str, bytes]:
    """One file for every kind of pixels that a format can hold, by a name that tells both."""
    made = [(suffix, _encoded(mode, suffix)) for suffix in SUFFIXES for mode in MODES]
    made += [("t.png", _encoded(mode, "png", transparency=200)) for mode in ("L", "P", "I;16")]
    return {f"{Image.open(BytesIO(data)).mode}.{suffix}": data for suffix, data in made if data}


FILES = _files()


def _upload(client: Client, name: str, data: bytes) -> Picture:
    upload = SimpleUploadedFile(name, data)
    answer = client.post(reverse("wagtailimages:add"), {"title": name, "file": upload})
    assert answer.status_code == 302, answer.context["form"].errors
    return Picture.objects.get()


@pytest.mark.parametrize("name", FILES)
def test_it_is_shown_in_the_newsroom_and_in_every_format(client: Client, name: str) -> None:
    newsroom.sign_in(client)
    picture = _upload(client, name, FILES[name])
    for door in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        assert client.get(reverse(door)).status_code == 200
    for kind in FORMATS:
        made = picture.get_rendition(f"fill-30x20|format-{kind}")
        with Image.open(made.file.path) as image:
            image.load()
            assert image.size == (30, 20)


@pytest.mark.parametrize("kind", FORMATS)
def test_sixteen_bits_of_grey_stay_as_bright(client: Client, kind: str) -> None:
    data = BytesIO()
    Image.new("I;16", (300, 200), 0x4000).save(data, "PNG")
    newsroom.sign_in(client)
    picture = _upload(client, "grey.png", data.getvalue())
    made = picture.get_rendition(f"fill-30x20|format-{kind}")
    with Image.open(made.file.path) as image:
        assert image.convert("L").getpixel((15, 10)) == pytest.approx(0x40, abs=2)
