"""Whoever makes a copy or runs an import need not be who gives it out or took it in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import deletion, export
from accounts.models import ExportRequest, User
from articles.importing import jobs
from articles.models import ArchiveItem, ImportRun
from fanmankind import storing
from fanmankind.edge import object_storage
from tests.accounts.people import make_person, sign_in
from tests.articles import newsroom
from tests.articles.importing.exports import author, item, write_export
from tests.factories import make_front
from tests.operating.object_store import Store, object_store

pytestmark = pytest.mark.django_db
PRIVATE = ("exports", "imports")


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty one."""
    with object_store() as found:
        yield found


class Machines:
    """The machines of one site, which share its database, and a disk or a store."""

    def __init__(self, settings: Any, folder: Path, *, share_a_disk: bool) -> None:
        self.settings, self.folder, self.share_a_disk = settings, folder, share_a_disk
        self.count = 0

    def next(self) -> None:
        """Go on on another machine, whose disk is empty unless they share one."""
        self.count += 1
        disk = self.folder / ("disk" if self.share_a_disk else f"disk-{self.count}")
        self.settings.MEDIA_ROOT = str(disk / "media")
        self.settings.STORAGES = {
            **self.settings.STORAGES,
            "default": storing.storage(),
            **{name: storing.private(disk / name) for name in PRIVATE},
        }

    def on_disks(self) -> list[Path]:
        """Every file that any of them has kept."""
        return [path for path in self.folder.glob("disk*/**/*") if path.is_file()]


@pytest.fixture(params=["shared disk", "object store"])
def machines(
    request: Any, store: Store, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Machines:
    """With either of what machines may share."""
    is_disk = request.param == "shared disk"
    monkeypatch.setenv("MEDIA_STORAGE", "" if is_disk else store.url)
    monkeypatch.setattr(object_storage, "PIECE", 500)  # bytes, so that all is read in pieces
    found = Machines(settings, tmp_path, share_a_disk=is_disk)
    found.next()
    return found


def _reader() -> tuple[User, Client, str]:
    """Somebody who has asked for a copy, and its address."""
    user, client = make_person(), Client()
    sign_in(client, user)
    wish = export.ask(user)
    assert wish
    return user, client, f"/accounts/data/{wish.token}/"


def _names(alias: str) -> list[str]:
    return sorted(storages[alias].listdir("")[1])


def test_a_copy_is_made_on_one_and_fetched_from_another(machines: Machines) -> None:
    _, client, address = _reader()
    assert export.make_waiting() == 1
    machines.next()
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    body = answer.getvalue()
    assert int(answer["Content-Length"]) == len(body) > 3 * object_storage.PIECE
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        assert "data.json" in archive.namelist()
    assert client.head(address).status_code == 200


def test_a_copy_goes_with_its_week_and_with_its_account(machines: Machines) -> None:
    user, client, address = _reader()
    _reader()
    export.make_waiting()
    assert len(_names("exports")) == 2
    machines.next()
    deletion.delete(user)
    # What an account leaves is removed once its row is gone for good, which no test's is.
    export.forget_expired()
    [left] = ExportRequest.objects.all()
    assert _names("exports") == [left.file]
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        export.forget_expired()
    assert _names("exports") == []
    assert client.get(address).status_code in {302, 404}


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_gone_at_once_with_its_account(machines: Machines) -> None:
    user, *_ = _reader()
    export.make_waiting()
    machines.next()
    deletion.delete(user)
    assert _names("exports") == []


def test_a_copy_that_is_lost_is_as_one_that_has_run_out(machines: Machines) -> None:
    _, client, address = _reader()
    export.make_waiting()
    storages["exports"].delete(ExportRequest.objects.get().file)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "It has run out" in answer.content.decode()


def test_a_copy_never_hides_behind_what_an_older_database_left(machines: Machines) -> None:
    _, client, address = _reader()
    name = ExportRequest.objects.get().file
    storages["exports"].save(name, ContentFile(b"somebody else's"))
    assert client.get(address).status_code == 404
    export.make_waiting()
    assert _names("exports") == [name]
    assert zipfile.is_zipfile(io.BytesIO(client.get(address).getvalue()))


def test_no_public_address_leads_to_a_private_file(machines: Machines) -> None:
    for alias in PRIVATE:
        storages[alias].save("1.zip", ContentFile(b"private"))
        with pytest.raises(ValueError, match="no address"):
            storages[alias].url("1.zip")
        for path in (
            f"{alias}/1.zip", f"private/{alias}/1.zip", f"../{alias}/1.zip", "1.zip",
            f"../private/{alias}/1.zip", f"images/../../private/{alias}/1.zip",
            f"%2e%2e/private/{alias}/1.zip", f"//private/{alias}/1.zip",
        ):  # fmt: skip
            assert Client().get(f"/media/{path}").status_code in {301, 404}, path


def test_with_a_store_nothing_is_left_on_a_disk(machines: Machines, store: Store) -> None:
    _reader()
    export.make_waiting()
    name = jobs.store(SimpleUploadedFile("export.xml", _export(machines.folder)))
    kept = {f"private/exports/{ExportRequest.objects.get().file}", f"private/imports/{name}"}
    if machines.share_a_disk:
        assert len(machines.on_disks()) == 2
    else:
        assert machines.on_disks() == []
        assert kept == store.files().keys()


def _export(folder: Path) -> bytes:
    return write_export(folder, author(), *(item(n) for n in range(1, 5))).read_bytes()


def _upload(client: Client, content: bytes, **more: Any) -> Any:
    newsroom.sign_in(client)
    file = SimpleUploadedFile("export.xml", content, "text/xml")
    return client.post(reverse("import_start"), {"export": file, "hosts": "", **more})


def _run() -> ImportRun:
    run = ImportRun.objects.get()
    jobs.run_import.func(run.pk)
    run.refresh_from_db()
    return run


def test_an_import_is_taken_in_on_one_and_run_on_others(
    machines: Machines, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_front()
    content = _export(machines.folder)
    assert len(content) > 3 * object_storage.PIECE
    assert _upload(client, content, only_try="on").status_code == 302
    machines.next()
    assert (_run().state, ArchiveItem.objects.count()) == ("done", 0)
    client.post(reverse("import_act", args=[ImportRun.objects.get().pk]), {"earnest": ""})
    with monkeypatch.context() as broken:
        broken.setattr(jobs._Watch, "progress", _dies_at_the_third_text)
        assert _run().trouble == ImportRun.BROKE_OFF
    begun = ArchiveItem.objects.filter(kind="post").count()
    assert 0 < begun < 4
    machines.next()
    client.post(reverse("import_act", args=[ImportRun.objects.get().pk]), {"again": ""})
    run = _run()
    assert (run.state, run.counts["posts"]) == ("done", 4 - begun)
    assert ArchiveItem.objects.filter(kind="post").count() == 4
    assert _names("imports") == []


def _dies_at_the_third_text(watch: Any, step: str, *_: Any) -> None:
    if step == "Texts" and ArchiveItem.objects.filter(kind="post").count() > 1:
        raise ConnectionError


def test_what_is_no_export_is_refused_before_it_is_kept(machines: Machines, client: Client) -> None:
    assert _upload(client, b"<html/>").status_code == 422
    assert _names("imports") == []


def test_an_upload_that_is_gone_is_told(machines: Machines, client: Client) -> None:
    make_front()
    _upload(client, _export(machines.folder))
    storages["imports"].delete(ImportRun.objects.get().file)
    assert _run().trouble == "The upload is gone."


def test_a_large_upload_is_kept_whole(machines: Machines) -> None:
    content = _export(machines.folder) + b" " * 6_000_000
    with TemporaryUploadedFile("export.xml", "text/xml", len(content), None) as upload:
        upload.write(content)
        name = jobs.store(upload)
    machines.next()
    with storages["imports"].open(name) as file:
        file.seek(-6_000_010, io.SEEK_END)
        assert file.read() == content[-6_000_010:]


def test_uploads_that_nobody_finished_with_are_removed_and_strays_too(
    machines: Machines, client: Client
) -> None:
    _upload(client, _export(machines.folder))
    known = ImportRun.objects.get().file
    stray = f"{uuid4().hex}.xml"
    for name in (stray, f"{stray}.1.part", "by-hand.xml"):
        storages["imports"].save(name, ContentFile(b"<rss/>"))
    machines.next()
    assert jobs.forget_old_uploads() == ""
    assert len(_names("imports")) == 4
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert jobs.forget_old_uploads() == "2 uploads removed"
    assert _names("imports") == sorted([known, "by-hand.xml"])
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        assert jobs.forget_old_uploads() == "1 upload removed"
    assert _names("imports") == ["by-hand.xml"]
