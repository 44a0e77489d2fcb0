"""Running an import as the command does, and looking at what became of it."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from PIL import Image

from articles.models import ArchiveItem, Article


def bring(path: Path, **options: Any) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("import_wordpress", str(path), stdout=output, stderr=StringIO(), **options)
    return output.getvalue()


def article(old_id: int) -> Article:
    """The article that a post has become."""
    page = ArchiveItem.objects.get(old_id=old_id, kind="post").page
    assert page is not None
    found: Article = page.specific
    return found


def kinds(page: Any) -> list[str]:
    """The kinds of a body's blocks, in order."""
    return [block["type"] for block in page.body.raw_data]


def put_picture(folder: Path, name: str, *, size: tuple[int, int] = (40, 30)) -> Path:
    """A picture in a media folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = BytesIO()
    Image.new("RGB", size, (len(name), 59, 31)).save(data, "JPEG")
    path.write_bytes(data.getvalue())
    return path
