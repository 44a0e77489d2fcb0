"""A file that is no whole picture is refused with a sentence, at both doors of the newsroom."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from articles.models import Picture
from articles.picture_form import BROKEN
from tests.articles import newsroom

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n"


def _picture(kind: str) -> bytes:
    data = BytesIO()
    Image.effect_noise((600, 400), 40).save(data, kind)
    return data.getvalue()


CASES = {
    "cut.jpg": _picture("JPEG")[:20_000],
    "cut.png": _picture("PNG")[:20_000],
    "signature.png": PNG,
    "nothing.png": PNG + b"\0\0\0\rIHDR" + b"\0" * 8 + b"\x08\2\0\0\0" + b"\0" * 4,
    "junk.gif": b"GIF89a" + b"\xff" * 20,
    "junk.webp": b"RIFF\xff\xff\xff\xffWEBPVP8X",
    "junk.avif": b"\0\0\0\x1cftypavif" + b"\0" * 40,
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_in_words(client: Client, name: str) -> None:
    newsroom.sign_in(client)
    one = client.post(
        reverse("wagtailimages:add"),
        {"title": "A picture", "file": SimpleUploadedFile(name, CASES[name])},
    )
    assert one.status_code == 200
    assert one.context["form"].errors["file"]
    many = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name, "files[]": SimpleUploadedFile(name, CASES[name])},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert many.status_code == 200
    assert many.json()["success"] is False
    assert not Picture.objects.exists()


def test_a_cut_one_is_told_from_another_kind(client: Client) -> None:
    newsroom.sign_in(client)
    upload = SimpleUploadedFile("cut.jpg", CASES["cut.jpg"])
    answer = client.post(reverse("wagtailimages:add"), {"title": "A picture", "file": upload})
    assert answer.context["form"].errors["file"] == [BROKEN]


@pytest.mark.parametrize("size", [(20_000, 20_000), (12_000, 12_000)])
def test_one_with_too_many_pixels_is_told_how_many_are_taken(
    client: Client, size: tuple[int, int]
) -> None:
    newsroom.sign_in(client)
    data = BytesIO()
    Image.new("1", size).save(data, "PNG")
    upload = SimpleUploadedFile("huge.png", data.getvalue())
    answer = client.post(reverse("wagtailimages:add"), {"title": "A picture", "file": upload})
    told = "This picture has too many pixels. Make it smaller: up to 128,000,000 are taken."
    assert answer.context["form"].errors["file"] == [told]
