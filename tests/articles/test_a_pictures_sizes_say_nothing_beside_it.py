"""The sizes of a picture that readers get carry its colors and nothing else that its file said."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from articles.models import Picture

pytestmark = pytest.mark.django_db

SECRET = "Molly dies in the last scene"
FORMATS = ("jpeg", "png", "webp", "avif")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
ORIENTATION, DESCRIPTION, PLACE, LATITUDE_OF = 0x0112, 0x010E, 0x8825, 1


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[DESCRIPTION], exif[ORIENTATION] = SECRET, 6
    exif.get_ifd(PLACE).update({LATITUDE_OF: "N", 2: (57.0, 28.0, 0.0)})
    return exif


def _telling(kind: str) -> bytes:
    """A picture of 300 by 200 that lies on its side, with everything that its format can say."""
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    iptc = b"Photoshop 3.0\0" + SECRET.encode()
    text = PngInfo()
    text.add_text("Comment", SECRET)
    text.add_itxt("XML:com.adobe.xmp", xmp.decode())
    block = b"\xff\xed" + (len(iptc) + 2).to_bytes(2) + iptc
    own: dict[str, dict[str, Any]] = {
        "jpeg": {"xmp": xmp, "comment": SECRET, "extra": block},
        "png": {"pnginfo": text},
    }
    data = BytesIO()
    more = own.get(kind, {"xmp": xmp})
    image = Image.new("RGB", (300, 200), (90, 20, 20))
    image.save(data, kind.upper(), exif=_exif(), icc_profile=PROFILE, **more)
    assert data.getvalue().count(SECRET.encode()) >= 2
    return data.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("original", FORMATS)
def test_no_size_says_what_the_file_said(original: str, kind: str) -> None:
    file = ImageFile(BytesIO(_telling(original)), name=f"p.{original}")
    picture = Picture.objects.create(title="Dunes", file=file)
    made = picture.get_rendition(f"width-100|format-{kind}")
    with made.file.open() as stored:
        assert SECRET.encode() not in stored.read()
    with Image.open(made.file.path) as image:
        assert image.size == (100, 150), "it is turned upright first"
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "photoshop", "Comment"} & set(image.info)
        assert image.info["icc_profile"] == PROFILE
