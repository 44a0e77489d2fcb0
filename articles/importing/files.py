"""Bringing the archive's attachments into the library of pictures, each once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from articles.importing.addresses import TOO_LONG, base_of, of_file, too_long
from articles.importing.captions import split_credit
from articles.importing.earlier import REMOVED
from articles.importing.index import TEXTS, Attachment, Index, host_of_url, path_of_url
from articles.importing.leading import open_file
from articles.importing.pictures import SCALED, SIZED, NoPicture, Source, check, keep, kept
from articles.importing.records import Archive, ArchiveItem
from articles.importing.report import FAILED, MISSING, TAKEN, Report

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Files:
    """The archive's pictures: what became of each is noted in the index."""

    def __init__(
        self, archive: Archive, index: Index, source: Source, report: Report, *, only_try: bool
    ) -> None:
        self.archive, self.index, self.source = archive, index, source
        self.report, self.only_try = report, only_try
        self._hotlinked = 0

    def bring_all(self, progress: Callable[[int], None]) -> None:
        """Every attachment of the export."""
        for number, file in enumerate(self.index.files(), start=1):
            progress(number)
            try:
                self._bring(file)
            except Exception as error:
                log.exception("Attachment %s was not brought along.", file.id)
                file.trouble = "It could not be stored."
                self.report.line(FAILED, file.url, f"Not stored: {type(error).__name__}.")
            self.index.add_file(file)

    def _bring(self, file: Attachment) -> None:
        known = self._known(file.id)
        if known is not None and known.picture_id:
            file.picture = known.picture_id
            self.report.count("pictures that were here already")
            return
        if known is not None and known.came_as.get("picture"):
            file.trouble = REMOVED
            return
        pk = self.fetch(file)
        old = of_file(base_of(self.archive), file)
        if too_long(old):
            self.report.line(TAKEN, file.title or file.url, TOO_LONG)
        waits = self._waits(file)
        if self.only_try:
            if not waits:
                self.report.taken(open_file(old, None, file.planned, self.index))
            return
        with transaction.atomic():
            item = known or ArchiveItem(archive=self.archive, kind="attachment", old_id=file.id)
            item.title, item.parent_id_there = file.title[:300], file.parent
            item.picture_id, item.came_as = pk, {"picture": pk} if pk else {}
            item.addresses = old
            item.save()
            address = item.picture.file.url if item.picture else ""
            if not waits:
                self.report.taken(open_file(old, None, address))

    def _waits(self, file: Attachment) -> bool:
        """Whether its addresses wait for an article, which came along or will in this run."""
        if not file.parent:
            return False
        if self.index.item(file.parent) in TEXTS:
            return True
        texts = ArchiveItem.objects.filter(archive_id=self.archive.pk, kind__in=TEXTS)
        return texts.filter(old_id=file.parent).exists()

    def _known(self, old_id: int) -> ArchiveItem | None:
        if self.archive.pk is None:
            return None
        return self.archive.items.filter(kind="attachment", old_id=old_id).first()

    def fetch(self, file: Attachment) -> int | None:
        """Find a file and put it into the library; its key, or why not in ``file.trouble``."""
        try:
            is_attachment = file.id > 0
            made = SCALED if is_attachment else SIZED  # an attachment's name may end in a size
            is_ours = is_attachment or self._is_ours(file.url)
            data = self.source.read(file.url, made, is_ours=is_ours)
            suffix = check(data)
        except NoPicture as error:
            file.picture, file.trouble = None, str(error)
            self.report.line(MISSING, file.url, str(error))
            return None
        self.report.count("pictures")
        if self.only_try:
            known = kept(data)
            file.picture = known.pk if known else 0
            return file.picture
        caption, credit = split_credit(file.caption)
        picture = keep(
            data, suffix, title=f"Archive picture {abs(file.id)}", alt=file.alt, credit=credit
        )
        file.picture = picture.pk
        if picture.credit == credit[:120]:  # else each place that shows it needs its own
            file.caption = caption
        return int(picture.pk)

    def find(self, src: str, old_id: int | None) -> Attachment | None:
        """The attachment of a picture in a text, by its id or its file."""
        found = self.index.file(old_id) if old_id else None
        if found is None and src:
            path = self._place(src)
            found = self.index.file_at(path) or self.index.file_at(SIZED.sub("", path))
            found = found or self._at_same_host(src)
        return found

    def _at_same_host(self, src: str) -> Attachment | None:
        """An attachment whose file was at another host than the archive's, such as a network's."""
        found = self.index.file_at(path_of_url(src))
        return found if found and host_of_url(found.url) == host_of_url(src) else None

    def _place(self, url: str) -> str:
        """The path of a file, with its host where that is not the archive's."""
        return path_of_url(url) if self._is_ours(url) else f"//{host_of_url(url)}{path_of_url(url)}"

    def _is_ours(self, url: str) -> bool:
        """Whether an address names no other host than the archive's."""
        return host_of_url(url) in {"", host_of_url(self.archive.address)}

    def hotlinked(self, src: str) -> Attachment:
        """A picture in a text that is no attachment of the export."""
        self._hotlinked -= 1
        file = Attachment(self._hotlinked, src, self._place(src), "", "", "", "", None)
        self.fetch(file)
        self.index.add_file(file)
        return file
