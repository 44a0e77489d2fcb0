"""Pictures: what they show, how far they spoil, and the sizes in which pages use them.

Rendering a page never makes a rendition: publishing does (``articles.publishing``). A page that
meets a picture without renditions, say in a preview, falls back to the original file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from articles.imaging import one_original
from articles.remembered import remembered_each


@dataclass(frozen=True, slots=True)
class Crop:
    """One shape of a picture at several widths.

    ``specs`` are Wagtail filter operations, smallest first; ``older`` is the one among them that
    browsers get which know WebP but not AVIF; ``media`` is the media query under which a browser
    takes this crop, empty for the last resort.
    """

    specs: tuple[str, ...]
    older: str
    media: str = ""

    def candidates(self) -> list[tuple[str, list[str]]]:
        """Formats, best first, with the filter specs that each offers."""
        avif = [f"{spec}|format-avif" for spec in self.specs]
        return [("avif", avif), ("webp", [f"{self.older}|format-webp"])]


@dataclass(frozen=True, slots=True)
class Variant:
    """How one kind of place on a page uses a picture.

    ``sizes`` is the HTML attribute of that name; ``fallback`` the operation that a browser gets
    which knows neither AVIF nor WebP.
    """

    crops: tuple[Crop, ...]
    sizes: str
    fallback: str

    def filter_specs(self) -> list[str]:
        """Every rendition that a picture needs for this place."""
        found = [spec for crop in self.crops for _, specs in crop.candidates() for spec in specs]
        return [*found, self.fallback]


VARIANTS: dict[str, Variant] = {
    "hero": Variant(
        crops=(
            Crop(("fill-1280x640", "fill-2000x1000"), "fill-1280x640", "(min-width: 48rem)"),
            Crop(("fill-800x800", "fill-1200x1200"), "fill-800x800"),
        ),
        sizes="100vw",
        fallback="fill-1280x640|format-jpeg",
    ),
    "figure": Variant(
        crops=(Crop(("width-640", "width-1120", "width-1800"), "width-1120"),),
        sizes="(min-width: 48rem) 40rem, 100vw",
        fallback="width-1120|format-jpeg",
    ),
    "card": Variant(
        crops=(Crop(("fill-400x225", "fill-800x450"), "fill-800x450"),),
        sizes="(min-width: 60rem) 24rem, (min-width: 36rem) 50vw, 100vw",
        fallback="fill-800x450|format-jpeg",
    ),
    "portrait": Variant(
        crops=(Crop(("fill-96x96", "fill-192x192"), "fill-192x192"),),
        sizes="6rem",
        fallback="fill-192x192|format-jpeg",
    ),
    "patch": Variant(
        crops=(Crop(("max-160x160", "max-400x400"), "max-160x160"),),
        sizes="10rem",
        fallback="max-160x160|format-png",
    ),
}
# What link previews and search engines get: large JPEGs; the first is the link preview's.
SHARE_SPECS = {
    "16x9": "fill-1200x675|format-jpeg",
    "4x3": "fill-1200x900|format-jpeg",
    "1x1": "fill-1200x1200|format-jpeg",
}


class Picture(AbstractImage):
    """A picture with its credit and its boundary. Title and file name are always safe."""

    credit = models.CharField(max_length=120, blank=True)
    boundary = models.ForeignKey(
        "articles.Episode",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The last episode that it gives away. Empty: no more than the premise.",
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "boundary")
    panels = [FieldPanel("credit"), FieldPanel("boundary")]

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"

    def get_upload_to(self, filename: str) -> str:
        """A file name that says nothing: the uploaded one is in every public address of it."""
        suffix = PurePath(filename).suffix.lower()
        return str(super().get_upload_to(f"{uuid4().hex[:16]}{suffix}"))

    def clean(self) -> None:
        """Refuse a boundary while the picture stands where it would give too much away."""
        from articles.beyond import articles_that_give_less_away, safe_places

        super().clean()
        if not self.pk or self.boundary is None:
            return
        if safe := safe_places(self.pk):
            raise ValidationError(
                {"boundary": f"Everybody sees this picture on {named(safe)}. Replace it first."}
            )
        if less := articles_that_give_less_away(self.pk, self.boundary):
            raise ValidationError(
                {"boundary": f"It is shown on {named(less)}, giving away less. Replace it first."}
            )


def named(pages: Iterable[Any]) -> str:
    """The first of these pages by name."""
    return ", ".join(f"“{page.title}”" for page in list(pages)[:5])


def refuse_bounded(**pictures: Picture | None) -> None:
    """Raise ValidationError at each field whose picture has a boundary."""
    bounded = {name: p for name, p in pictures.items() if p is not None and p.boundary_id}
    if bounded:
        raise ValidationError(
            {name: f"“{p.title}” has a boundary, and this place is seen by everybody."
             for name, p in bounded.items()}
        )  # fmt: skip


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


def specs_for(variants: Iterable[str], *, share: bool = False) -> list[str]:
    """The filter specs that the named variants need, and those for sharing if asked."""
    specs = [spec for name in variants for spec in VARIANTS[name].filter_specs()]
    return specs + (list(SHARE_SPECS.values()) if share else [])


class Made:
    """A rendition that was made, as a page needs it: lighter than the model, and kept in memory."""

    def __init__(self, name: str, width: int, height: int) -> None:
        self.name, self.width, self.height = name, width, height

    @cached_property
    def url(self) -> str:
        """The address of its file."""
        return str(_storage().url(self.name))

    @property
    def size(self) -> int:
        """The file's size in bytes. Raises OSError when the file is gone."""
        return int(_storage().size(self.name))


def _storage() -> Any:
    return Rendition._meta.get_field("file").storage


def load_renditions(*pictures: Picture | None) -> None:
    """Attach to each picture the renditions that were made of it, in at most one query.

    ``find_rendition`` then answers from memory.
    """
    present = [picture for picture in pictures if picture is not None]
    made = remembered_each(_made_of, "renditions", (picture.pk for picture in present))
    for picture in present:
        picture.ready = made[picture.pk]


def _made_of(ids: list[int]) -> dict[int, dict[tuple[str, str], Made]]:
    """All that was made of each of these pictures, by the spec and the focal point."""
    found: dict[int, dict[tuple[str, str], Made]] = {pk: {} for pk in ids}
    rows = Rendition.objects.filter(image_id__in=ids).values_list(
        "image_id", "filter_spec", "focal_point_key", "file", "width", "height"
    )
    for picture_id, spec, focus, *rest in rows:
        found[picture_id][spec, focus] = Made(*rest)
    return found


@cache
def _filter(spec: str) -> Filter:
    """Wagtail's filter of a spec, which takes it apart once; we have a few dozen."""
    return Filter(spec=spec)


def find_rendition(picture: Picture, spec: str) -> Made | None:
    """The rendition of this spec and the picture's present focal point, if it was made."""
    ready: dict[tuple[str, str], Made] = getattr(picture, "ready", {})
    return ready.get((spec, _filter(spec).get_cache_key(picture))) if ready else None


def make_renditions(picture: Picture, variants: Iterable[str], *, share: bool = False) -> int:
    """Make the renditions that are missing for these places; return how many were asked for."""
    specs = specs_for(variants, share=share)
    with one_original():
        picture.get_renditions(*specs)
    return len(specs)
