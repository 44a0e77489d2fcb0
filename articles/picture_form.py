"""The form that a picture is uploaded with, in the newsroom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from wagtail.images.forms import BaseImageForm

from articles.completeness import too_small
from articles.models import Article, Picture
from articles.pictures import named

TOO_LARGE = "This picture has too many pixels. Make it smaller: up to {:,} are taken."
BROKEN = "This file is damaged, or no picture. Save or download it anew."


class PictureForm(BaseImageForm):
    """Wagtail's, which expects every file to be whole once its first bytes are a picture's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            # Wagtail's would name how many the picture has, which nobody counted.
            field.error_messages["file_too_many_pixels"] = TOO_LARGE.format(field.max_image_pixels)
            vars(field)["to_python"] = _refusing_what_is_broken(field.to_python)

    def _post_clean(self) -> None:
        """Refuse what would take from a public article something that publishing it demanded."""
        super()._post_clean()
        if self.instance.pk:
            for field, reason in _demanded(self.instance, self.changed_data):
                self.add_error(field, reason)


def _demanded(picture: Picture, changed: list[str]) -> Iterator[tuple[str, str]]:
    """Each of these fields that lacks now what public articles need of it, and why."""
    shown = list(Article.objects.live().filter(Q(hero=picture) | Q(safe_hero=picture)))
    safe = [article for article in shown if article.safe_hero_id == picture.pk]
    if shown and "description" in changed and not picture.description.strip():
        yield "description", f"It needs its alt text, since it is shown on {named(shown)}."
    if safe and "file" in changed:
        for gap in too_small(picture):
            yield "file", f"{gap.message} It is the picture of {named(safe)}."


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
