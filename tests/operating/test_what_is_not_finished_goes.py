"""A backup or a restore that was killed leaves nothing for ever, and none disturbs another."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fanmankind.operating import databases
from fanmankind.operating.archive import workplace


@contextmanager
def another_process(parent: Path) -> Iterator[int]:
    """One that works there until it is killed, without a chance to take anything away."""
    ready, told = os.pipe()
    number = os.fork()
    if not number:
        try:
            with workplace(parent) as folder:
                (folder / "database").write_text("everybody")
                os.write(told, b".")
                signal.pause()
        finally:
            os._exit(1)
    os.read(ready, 1)
    try:
        yield number
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        os.close(ready)
        os.close(told)


def test_what_a_killed_one_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / "kept.tar").write_text("a backup")
    (tmp_path / ".mine").mkdir()
    with another_process(tmp_path):
        pass
    assert list(tmp_path.glob("*/database"))
    with workplace(tmp_path) as folder:
        assert list(tmp_path.glob("*/database")) == []
        assert folder.parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine", "kept.tar"]


def test_one_that_is_at_work_is_left_alone(tmp_path: Path) -> None:
    with another_process(tmp_path), workplace(tmp_path), workplace(tmp_path):
        [at_work] = tmp_path.glob("*/database")
        assert at_work.read_text() == "everybody"


@pytest.mark.django_db(transaction=True)
def test_an_archive_may_lie_where_nothing_can_be_written(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    archive = tmp_path / "elsewhere" / "kept.tar"
    call_command("backup", str(archive), stdout=io.StringIO())
    seen: list[Path] = []

    def load(_: object, file: Path) -> None:
        seen.extend([file, *archive.parent.iterdir()])
        raise databases.Trouble("It goes no further here.")

    monkeypatch.setattr(databases, "load", load)
    with pytest.raises(CommandError, match="no further"):
        call_command("restore", str(archive), "--yes", stdout=io.StringIO())
    unpacked, *beside = seen
    assert unpacked.is_relative_to(settings.DATA_DIR)
    assert beside == [archive]
    assert list(settings.DATA_DIR.iterdir()) == []
