"""The demonstration with small drawings in the place of the large ones, so that it loads at once.

The drawings themselves are loaded whole by the served site's tests.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from articles import completeness
from articles.demo import files, making
from articles.models import Picture


def draw_small(patch: pytest.MonkeyPatch) -> None:
    """Replace every drawing by one of 64 by 36 pixels while this patch lasts."""
    make = making.picture
    patch.setattr(completeness, "SHARE_WIDTH", 64)
    patch.setattr(completeness, "SHARE_HEIGHT", 36)

    def small(table: files.Table) -> Picture:
        picture = make(table)
        data = BytesIO()
        Image.new("RGB", (64, 36), (142, 59, 31)).save(data, "PNG")
        picture.file = ImageFile(BytesIO(data.getvalue()), name=f"{Path(table['file']).stem}.png")
        for name in ("x", "y", "width", "height"):
            setattr(picture, f"focal_point_{name}", None)
        return picture

    patch.setattr(making, "picture", small)
