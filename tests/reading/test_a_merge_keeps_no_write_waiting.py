"""While a device joins the account, another one of the same reader writes without waiting for it.

On PostgreSQL each would wait for the other, where both write the same row.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.prepared import ROOT, Database

pytestmark = pytest.mark.processes

PROGRAM = """
import threading
import django
django.setup()
from django.conf import settings
settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
from django.db import connection, transaction
from reading.models import Bookmark
from reading.progress import Said, merge
from tests.accounts.people import make_person
from tests.factories import make_article, make_show
show = make_show()
user, article = make_person(), make_article(show)

def save():
    Bookmark.objects.create(user=user, article=article)
    print("saved", flush=True)

writer = threading.Thread(target=save)
with transaction.atomic():
    merge(user, show, Said(None))
    writer.start()
    if connection.vendor == "postgresql":  # SQLite lets one transaction write at a time
        writer.join(10)
    print("merged", flush=True)
writer.join()
"""


def test_what_names_the_account_is_written_at_once(tmp_path: Path) -> None:
    with Database(tmp_path / "db") as database:
        environment = os.environ | database | {
            "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
            "CACHE_URL": "db://cache",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    in_turn = ["merged", "saved"]
    is_postgresql = database["DATABASE_URL"].startswith("postgres")
    assert done.stdout.split() == (in_turn[::-1] if is_postgresql else in_turn)
