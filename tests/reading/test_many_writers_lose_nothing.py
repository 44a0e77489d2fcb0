"""A thousand writes of progress from twenty clients at once: each is kept as it was told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.prepared import Database, told_by
from tests.reading.many_writers import CLIENTS

pytestmark = pytest.mark.processes


def test_a_thousand_writes_from_twenty_clients(tmp_path: Path) -> None:
    with Database(tmp_path / "db") as database:
        told = told_by(database, tmp_path, "-m", "tests.reading.many_writers")
    found = json.loads(told)
    wanted = {"told": found["last"], "written": found["last"], "refused": []}
    assert found["readers"] == [wanted] * CLIENTS
