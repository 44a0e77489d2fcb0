"""Old changes are put together, and old copies removed, without anybody noticing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from fanmankind.edge import copy_files, models


@pytest.mark.django_db
def test_folding_changes_no_edition() -> None:
    models.Edition.objects.all().delete()
    for _ in range(5):
        models.turn({"a-show", models.FRONT})
    models.turn({models.EVERYTHING})
    before = models.editions()
    assert models.fold() == 8
    assert models.editions() == before
    assert models.Edition.objects.count() == 3
    assert models.fold() == 0


@pytest.mark.django_db
def test_every_turn_is_another_edition() -> None:
    seen = set()
    for _ in range(20):
        models.turn({"a-show"})
        seen.add(models.editions()["a-show"])
    assert len(seen) == 20


def test_the_oldest_copies_go_first(settings: Any, tmp_path: Path) -> None:
    settings.PAGE_COPIES, settings.PAGE_COPIES_ROOM = tmp_path, 250
    now = time.time()
    for age in range(4):
        path = tmp_path / "release" / "00" / str(age)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (now - age, now - age))
    assert copy_files.tidy() == 2
    assert sorted(path.name for path in tmp_path.rglob("?")) == ["0", "1"]


def test_copies_that_nobody_made_anew_go_after_a_day(settings: Any, tmp_path: Path) -> None:
    settings.PAGE_COPIES, settings.PAGE_COPIES_ROOM = tmp_path, 1_000
    path = tmp_path / "release" / "00" / "old"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    old = time.time() - copy_files.DAY - 1
    os.utime(path, (old, old))
    assert copy_files.tidy() == 1


def test_a_former_release_leaves_no_folder(settings: Any, tmp_path: Path) -> None:
    settings.PAGE_COPIES, settings.PAGE_COPIES_ROOM = tmp_path, 1_000
    old = time.time() - copy_files.DAY - 1
    for release, age in (("former", old), ("ours", time.time())):
        (tmp_path / release / "00").mkdir(parents=True)
        for folder in (tmp_path / release / "00", tmp_path / release):
            os.utime(folder, (age, age))
    for _ in range(2):
        copy_files.tidy()
        if (tmp_path / "former").exists():
            os.utime(tmp_path / "former", (old, old))  # a day later
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["00", "ours"]
