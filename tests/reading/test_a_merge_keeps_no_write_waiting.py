"""While a device joins the account, another one of the same reader writes without waiting for it.

On PostgreSQL each would wait for the other, where both write the same row.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import Database, told_by

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
        told = told_by(database, tmp_path, "-c", PROGRAM).split()
    in_turn = ["merged", "saved"]
    is_postgresql = database["DATABASE_URL"].startswith("postgres")
    assert told == (in_turn[::-1] if is_postgresql else in_turn)
