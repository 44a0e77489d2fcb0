"""An import that was begun in the newsroom: run by the task worker, watched by its progress."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from articles.importing.clean_bytes import UnreadableFile
from articles.importing.records import ImportLine, ImportRun
from articles.importing.report import Line, Report
from articles.importing.wordpress import Import, Options
from articles.importing.wxr import Export

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two signs of life
BATCH = 200  # lines stored together
KEPT = timedelta(days=14)  # an upload that nobody finished with
STRAY_KEPT = timedelta(days=1)  # a file that no run knows, since whoever took it in died
_OURS = re.compile(r"[0-9a-f]{32}\.xml(\.|$)")  # what ``store`` names one, or a part of it


class Stopped(Exception):
    """Raised inside of a run that is another worker's by now, or was removed."""


def uploads() -> Storage:
    """Where uploaded exports are: no part of the media, and the same for every machine."""
    return storages["imports"]


def store(upload: UploadedFile[Any]) -> str:
    """Keep an upload; return its name.

    Raises UnreadableFile when its beginning is no export's, and keeps nothing then.
    """
    _look_at_beginning(upload)
    return uploads().save(f"{uuid4().hex}.xml", upload)


def _look_at_beginning(file: IO[bytes]) -> None:
    """Read as far as the first thing of an export. Raises UnreadableFile."""
    for _ in Export(file).read():
        return


def begin(run: ImportRun) -> None:
    """Hand a run to the task worker, from its start or from where it stopped."""
    ImportRun.objects.filter(pk=run.pk).update(
        state=ImportRun.State.WAITING, seen_at=timezone.now(), trouble="", step="", done=0,
        ended_at=None, attempt=F("attempt") + 1,
    )  # fmt: skip
    run_import.enqueue(run.pk)


@task()
def run_import(pk: int) -> str:
    """Bring along what was uploaded; return how it went, in a word."""
    taken = ImportRun.objects.filter(pk=pk, state=ImportRun.State.WAITING).update(
        state=ImportRun.State.RUNNING, seen_at=timezone.now()
    )
    if not taken:
        return "not waiting"
    run = ImportRun.objects.get(pk=pk)
    run.lines.all().delete()
    watch = _Watch(run)
    try:
        media = Path(settings.IMPORT_MEDIA) if settings.IMPORT_MEDIA else None
        options = Options(run.only_try, media, run.hosts, run.zone)
        with uploads().open(run.file) as file:
            Import(file, options, watch.report, watch.progress).run()
    except (UnreadableFile, FileNotFoundError) as error:
        trouble = str(error) if isinstance(error, UnreadableFile) else "The upload is gone."
        return watch.end(ImportRun.State.FAILED, trouble)
    except Stopped:
        return "stopped"
    except Exception:
        log.exception("Import %s broke off.", pk)
        return watch.end(ImportRun.State.FAILED, ImportRun.BROKE_OFF)
    return watch.end(ImportRun.State.DONE, "")


class _Watch:
    """Writes down how far a run has come, once a second, and its report in batches."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.lines: list[ImportLine] = []
        self.report = Report(self._line)
        self.last = 0.0
        self.step = ""

    def _line(self, line: Line) -> None:
        self.lines.append(
            ImportLine(run=self.run, kind=line.kind, about=line.about, words=line.words)
        )
        if len(self.lines) >= BATCH:
            self._store()

    def _store(self) -> None:
        ImportLine.objects.bulk_create(self.lines)
        self.lines.clear()

    def progress(self, step: str, done: int, total: int) -> None:
        """Show a sign of life, unless there was one a moment ago. Raises Stopped."""
        now = time.monotonic()
        if step == self.step and now - self.last < EVERY:
            return
        self.last, self.step = now, step
        self._note(step=step, done=done, total=total)

    def _note(self, **changes: object) -> None:
        own = ImportRun.objects.filter(
            pk=self.run.pk, attempt=self.run.attempt, state=ImportRun.State.RUNNING
        )
        counts = dict(self.report.counts)
        with transaction.atomic():
            if not own.update(seen_at=timezone.now(), counts=counts, **changes):
                raise Stopped
            self._store()

    def end(self, state: ImportRun.State, trouble: str) -> str:
        """The run is over. An upload that was brought along is not needed any more.

        Unless somebody has begun it again meanwhile: then all of it is the other's.
        """
        try:
            self._note(state=state, trouble=trouble[:400], ended_at=timezone.now())
        except Stopped:
            return "stopped"
        if state == ImportRun.State.DONE and not self.run.only_try:
            forget_file(self.run)
        return str(state)


def forget_file(run: ImportRun) -> None:
    """Remove an upload."""
    if run.file:
        uploads().delete(run.file)
        ImportRun.objects.filter(pk=run.pk).update(file="")


def forget_old_uploads() -> str:
    """A chore: remove uploads that nobody has finished with for two weeks, and strays."""
    old: Iterable[ImportRun] = ImportRun.objects.exclude(file="").filter(
        seen_at__lt=timezone.now() - KEPT
    )
    count = 0
    for run in old:
        forget_file(run)
        count += 1
    for name in _strays():
        uploads().delete(name)
        count += 1
    return f"{count} upload{'' if count == 1 else 's'} removed" if count else ""


def _strays() -> list[str]:
    """Files that belong to no run, and have been there for longer than taking one in lasts."""
    # The files first: a run is written down after its file.
    there = set(filter(_OURS.match, uploads().listdir("")[1]))
    unknown = there - set(ImportRun.objects.exclude(file="").values_list("file", flat=True))
    return [name for name in unknown if _is_stray(name)]


def _is_stray(name: str) -> bool:
    try:
        return timezone.now() - uploads().get_modified_time(name) > STRAY_KEPT
    except FileNotFoundError:  # it has become whole, or went, in this moment
        return False
