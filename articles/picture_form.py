"""The form that a picture is uploaded with, in the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

BROKEN = "This file is damaged, or no picture. Save or download it anew."


class PictureForm(BaseImageForm):
    """Wagtail's, which expects every file to be whole once its first bytes are a picture's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            vars(field)["to_python"] = _refusing_what_is_broken(field.to_python)


def _refusing_what_is_broken(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read_whole(data: Any) -> Any:
        try:
            found = read(data)
            if found is not None and data is not None:
                found.image.get_frame_count()  # takes it apart to its end
        except ValidationError:
            raise
        except Exception as error:  # Pillow raises half a dozen kinds, by the format
            raise ValidationError(BROKEN, code="invalid_image") from error
        return found

    return read_whole
