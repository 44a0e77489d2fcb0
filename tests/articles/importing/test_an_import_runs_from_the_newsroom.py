"""Uploading in the newsroom: who may, what is refused, how it runs, stops and goes on."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.importing import jobs
from articles.importing.report import Report
from articles.importing.wordpress import Import, Options
from articles.models import ArchiveItem, ImportRun
from tests.articles.importing.exports import author, item, write_export
from tests.articles.importing.running import article
from tests.articles.newsroom import sign_in
from tests.factories import make_front

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _front() -> None:
    make_front()


def upload(client: Client, content: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("export.xml", content, "text/xml")
    return client.post(reverse("import_start"), {"export": file, "hosts": "", **more})


def whole(tmp_path: Path) -> bytes:
    return write_export(tmp_path, author(), item(1), item(2)).read_bytes()


def kept() -> list[str]:
    """The files of uploads."""
    return jobs.uploads().listdir("")[1]


def run_now() -> ImportRun:
    run = ImportRun.objects.get()
    jobs.run_import.func(run.pk)
    run.refresh_from_db()
    return run


def screen(client: Client, run: ImportRun) -> str:
    answer: Any = client.get(reverse("import_run", args=[run.pk]))
    text: str = answer.content.decode()
    return text


def test_try_then_in_earnest(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    assert upload(client, whole(tmp_path), only_try="on").status_code == 302
    run = run_now()
    assert (run.state, run.counts["posts"]) == ("done", 2)
    assert not ArchiveItem.objects.exists()
    status: Any = client.get(reverse("import_status", args=[run.pk]))
    assert status.json()["over"] is True
    client.post(reverse("import_act", args=[run.pk]), {"earnest": ""})
    run = run_now()
    assert run.state == "done"
    assert ArchiveItem.objects.filter(kind="post").count() == 2
    assert kept() == []
    page: Any = client.get(reverse("import_run", args=[run.pk]) + "?kind=note&p=x")
    assert "It is brought along." in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "It is no XML"), (b"<html/>", "no WordPress export"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "can do harm"), (b"", "empty"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_and_not_kept(
    client: Client, content: bytes, words: str
) -> None:
    sign_in(client)
    answer = upload(client, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert kept() == []


def test_what_is_too_large_or_no_host(client: Client, tmp_path: Path, settings: Any) -> None:
    sign_in(client)
    assert (
        "no name of a host" in upload(client, whole(tmp_path), hosts="http://x/").content.decode()
    )
    settings.IMPORT_LARGEST = 10
    assert "larger than" in upload(client, whole(tmp_path)).content.decode()


@pytest.mark.parametrize(("zone", "hour"), [("America/New_York", 16), ("", 9)])
def test_dates_without_utc_are_read_in_the_zone_that_was_chosen(
    client: Client, tmp_path: Path, zone: str, hour: int
) -> None:
    sign_in(client)
    local = item(1, post_date="2021-05-01 12:00:00", post_date_gmt="0000-00-00 00:00:00")
    export = write_export(tmp_path, author(), local, item(2), item(3)).read_bytes()
    assert upload(client, export, only_try="on", zone=zone).status_code == 302
    run = run_now()
    client.post(reverse("import_act", args=[run.pk]), {"earnest": ""})
    assert run_now().state == "done"
    at = article(1).first_published_at
    assert at is not None
    assert (at.astimezone(UTC).hour, run.zone) == (hour, zone)


def test_a_zone_that_there_is_not_is_refused(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    answer = upload(client, whole(tmp_path), zone="Mars/Olympus")
    assert answer.status_code == 422
    assert "Mars/Olympus is not one of the available choices" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_truncated_export_fails_with_its_reason(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path)[:-200])
    run = run_now()
    assert run.state == "failed"
    assert "ends in the middle" in run.trouble
    assert not ArchiveItem.objects.exists()
    words = screen(client, run)
    assert "export.xml was not brought along. It ends in the middle" in words
    assert "Nothing was changed." in words
    assert "Upload another" in words
    assert "Continue" not in words


def test_one_that_broke_off_can_go_on(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    upload(client, whole(tmp_path))
    monkeypatch.setattr(jobs, "Import", None)
    words = screen(client, run_now())
    assert "export.xml was not brought along to its end. Something broke on our side." in words
    assert 'name="again">Continue</button>' in words
    assert "Upload another" not in words
    monkeypatch.undo()
    client.post(reverse("import_act", args=[ImportRun.objects.get().pk]), {"again": ""})
    assert run_now().state == "done"


def test_a_try_says_so_while_it_runs(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path), only_try="on")
    ImportRun.objects.update(counts={"posts": 1499, "note": 2000})
    words = screen(client, ImportRun.objects.get())
    assert "only a try: nothing is changed" in words
    assert "<td>1,499</td>" in words
    assert "Notes (2,000)" in words
    ImportRun.objects.update(only_try=False)
    assert "only a try" not in screen(client, ImportRun.objects.get())


def test_one_that_stopped_can_go_on(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path))
    long_ago = timezone.now() - timedelta(minutes=10)
    ImportRun.objects.update(state="running", seen_at=long_ago)
    run = ImportRun.objects.get()
    page: Any = client.get(reverse("import_run", args=[run.pk]))
    assert "It stopped" in page.content.decode()
    assert jobs.run_import.func(run.pk) == "not waiting"
    client.post(reverse("import_act", args=[run.pk]), {"again": ""})
    assert run_now().state == "done"


def test_one_that_waits_for_the_worker_has_not_stopped(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path))
    ImportRun.objects.update(seen_at=timezone.now() - timedelta(minutes=10))
    assert not ImportRun.objects.get().has_stopped


def test_whose_turn_is_over_leaves_the_upload_and_the_report_alone(
    client: Client, tmp_path: Path
) -> None:
    sign_in(client)
    upload(client, whole(tmp_path))
    ImportRun.objects.update(state="running")
    watch = jobs._Watch(ImportRun.objects.get())
    watch.report.line("note", "A post", "of the first turn")
    ImportRun.objects.update(attempt=2)
    assert watch.end(ImportRun.State.DONE, "") == "stopped"
    run = ImportRun.objects.get()
    assert kept() == [run.file]
    assert (run.state, run.lines.count()) == ("running", 0)


def test_every_step_shows_a_sign_of_life(tmp_path: Path) -> None:
    link = '<a href="https://old.example/2021/05/post-2/">two</a>'
    path = write_export(tmp_path, author(), item(1, link), item(2), item(3, type="page"))
    seen: list[str] = []
    with path.open("rb") as file:
        Import(file, Options(), Report(lambda _: None), lambda step, *_: seen.append(step)).run()
    assert list(dict.fromkeys(seen)) == ["Looking through", "Texts", "Links", "Old addresses"]


def test_an_upload_that_nobody_finished_with_is_removed(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path), only_try="on")
    ImportRun.objects.update(seen_at=timezone.now() - timedelta(days=15))
    assert jobs.forget_old_uploads() == "1 upload removed"
    assert kept() == []


def test_who_may(client: Client, tmp_path: Path) -> None:
    sign_in(client)
    upload(client, whole(tmp_path))
    run = ImportRun.objects.get()
    paths = [reverse("import_start"), *(reverse(name, args=[run.pk]) for name in
             ("import_run", "import_status"))]  # fmt: skip
    act = reverse("import_act", args=[run.pk])
    assert client.get(act).status_code == 405
    for group in ("Writers", "Editors"):
        user = sign_in(client, superuser=False)
        user.groups.add(Group.objects.get(name=group))
        assert {client.get(path).status_code for path in paths} <= {302, 403}
        assert client.post(act, {"again": ""}).status_code in {302, 403}
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict)
    assert strict.post(act, {"again": ""}).status_code == 403
    run.refresh_from_db()
    assert run.attempt == 1


class Unread:
    """A body that is still on its way: whoever reads it would wait for a stranger."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("It was read.")

    readline = read


def test_what_is_sent_is_read_of_nobody_who_may_not(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent: Any = {"wsgi.input": Unread(), "CONTENT_LENGTH": "1000"}
    where, kind = reverse("import_start"), "application/x-www-form-urlencoded"
    assert strict.generic("POST", where, b"", kind, **sent).status_code == 302
    sign_in(strict, superuser=False).groups.add(Group.objects.get(name="Editors"))
    assert strict.generic("POST", where, b"", kind, **sent).status_code in {302, 403}
    sign_in(strict)
    assert strict.post(where, {"only_try": "on"}).status_code == 403  # without its token
    assert not ImportRun.objects.exists()
