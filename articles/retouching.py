"""A picture that changed: what shows it gets its renditions anew, without being published again."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal
from django.tasks import task
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from articles.pictures import Picture
from articles.publishing import make_page_renditions

log = logging.getLogger(__name__)

# Sent with the ``instance`` whose renditions are made. They are stored many at once, which no
# signal of Django's tells.
retouched = Signal()


def picture_saved(sender: Any, instance: Picture, created: bool, **_: Any) -> None:
    """Have the renditions made again once a change of file or focal point is stored."""
    if not created and ReferenceIndex.get_references_to(instance).exists():
        picture_id = instance.pk
        transaction.on_commit(lambda: remake_renditions.enqueue(picture_id))


@task()
def remake_renditions(picture_id: int) -> int:
    """Make what the live pages that show this picture need; return how many pages that were.

    Wagtail throws renditions away with a new file and looks past them after a new focal point.
    """
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return 0
    references = ReferenceIndex.get_references_to(picture).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    page_ids = {int(reference.object_id) for reference in references}
    pages = Page.objects.live().filter(pk__in=page_ids)
    for page in pages.specific():
        try:
            make_page_renditions(page)
        except (SourceImageIOError, OSError):
            log.exception("Picture %s could not be made ready for page %s.", picture_id, page.pk)
    retouched.send(sender=Picture, instance=picture)
    return len(pages)
