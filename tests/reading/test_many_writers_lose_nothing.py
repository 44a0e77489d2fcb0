"""A thousand writes of progress from twenty clients at once: each is kept as it was told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prepared import ROOT, Database
from tests.reading.many_writers import CLIENTS

pytestmark = pytest.mark.processes


def test_a_thousand_writes_from_twenty_clients(tmp_path: Path) -> None:
    with Database(tmp_path / "db") as database:
        environment = os.environ | database | {
            "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
            "CACHE_URL": "db://cache",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "tests.reading.many_writers"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    found = json.loads(done.stdout)
    wanted = {"told": found["last"], "written": found["last"], "refused": []}
    assert found["readers"] == [wanted] * CLIENTS
