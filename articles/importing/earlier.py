"""What earlier exports of the same archive brought: WordPress gives a large site in several files.

Texts in one file show pictures and lead to texts that another one had.
"""

from __future__ import annotations

from articles.importing.addresses import is_upload
from articles.importing.index import TEXTS, Attachment, Index
from articles.importing.records import Archive, ArchiveItem

REMOVED, LACKED = "An editor has removed it since.", "It was missing when it was brought along."


def recall(archive: Archive, index: Index) -> None:
    """Note in the index what is here already and the export itself does not have."""
    if archive.pk is None:
        return
    items = archive.items.filter(kind__in=[*TEXTS, "attachment"]).select_related("picture")
    for item in items.order_by("pk").iterator(chunk_size=500):
        if index.item(item.old_id) is not None:
            continue
        plain = [address for address in item.addresses if "?" not in address]
        link = next((address for address in plain if not is_upload(address)), "")
        index.add_item(item.old_id, item.kind, link, public=False)
        if item.kind == "attachment":
            index.add_file(_attachment(item, link, next(filter(is_upload, plain), "")))


def _attachment(item: ArchiveItem, link: str, path: str) -> Attachment:
    """An attachment as the index has them, with the picture that it became."""
    picture = item.picture
    trouble = REMOVED if item.came_as.get("picture") else LACKED
    return Attachment(
        item.old_id, path, path, link, item.title, picture.description if picture else "", "",
        item.parent_id_there, picture.pk if picture else None, None if picture else trouble,
    )  # fmt: skip
