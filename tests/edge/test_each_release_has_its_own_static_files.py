"""The former release finds its files when it has to run again, and so do its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from fanmankind.edge import static_storage
from fanmankind.edge.static_storage import SiteStaticFilesStorage
from tests.architecture.tree import ROOT


@pytest.fixture(autouse=True)
def collected(settings, tmp_path: Path) -> Path:
    """Where every release's files are collected."""
    settings.STATIC_ROOT = str(tmp_path / "collected")
    return tmp_path / "collected"


def release(folder: Path, name: str) -> Path:
    """The code of a release that has one style sheet, by this name."""
    for copied in ("requirements.txt", "fanmankind/edge/static_storage.py"):
        (folder / copied).parent.mkdir(parents=True, exist_ok=True)
        (folder / copied).write_bytes((ROOT / copied).read_bytes())
    sheet = folder / "static" / "css" / name
    sheet.parent.mkdir(parents=True)
    sheet.write_text(f"/* {name} */")
    return folder


def storage(monkeypatch: pytest.MonkeyPatch, folder: Path) -> SiteStaticFilesStorage:
    """What a process of that release finds its files by."""
    monkeypatch.setattr(static_storage, "ROOT", folder)
    return SiteStaticFilesStorage()


def collect(files: SiteStaticFilesStorage, folder: Path) -> None:
    """As ``collectstatic`` does it."""
    [sheet] = (folder / "static" / "css").iterdir()
    name = files.save(f"css/{sheet.name}", ContentFile(sheet.read_bytes()))
    list(files.post_process({name: (files, name)}))


def test_the_former_one_runs_again(
    tmp_path: Path, collected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, new = release(tmp_path / "1", "old.css"), release(tmp_path / "2", "new.css")
    addresses = {}
    for folder, name in ((former, "css/old.css"), (new, "css/new.css")):
        collect(storage(monkeypatch, folder), folder)
        addresses[folder, name] = storage(monkeypatch, folder).url(name)
    for (folder, name), address in addresses.items():
        assert storage(monkeypatch, folder).url(name) == address
        assert (collected / address.removeprefix("/static/")).exists()


def test_a_release_that_was_not_collected_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, new = release(tmp_path / "1", "old.css"), release(tmp_path / "2", "new.css")
    collect(storage(monkeypatch, former), former)
    assert static_storage.manifest().exists()
    storage(monkeypatch, new)
    assert not static_storage.manifest().exists()
