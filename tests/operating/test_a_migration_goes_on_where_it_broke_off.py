"""A migration that fills a grown table in batches may break off; the next try finishes its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import prepared

pytestmark = pytest.mark.processes

BEGIN = """
from importlib import import_module
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def migrate(*to):
    call_command("migrate", *to, verbosity=0)

def at(app, name):
    return MigrationExecutor(connection).loader.project_state((app, name)).apps
"""
# The second grant is named as the first's Apple account is, so that both cannot be unique.
GRANTS = """
migrate("accounts", "0006")
before = at("accounts", "0006_reset_requests_that_fail")
people = [
    before.get_model("accounts", "User").objects.create(email=f"{n}@people.example")
    for n in range(3)
]
for person in people:
    before.get_model("accounts", "AppleGrant").objects.create(user=person, sealed_token="x")
named = f"of-user-{people[1].pk}"
account = before.get_model("socialaccount", "SocialAccount").objects.create(
    provider="apple", uid=named, user=people[0], extra_data={}
)
import_module("accounts.migrations.0007_a_grant_for_each_apple_account").BATCH = 2
from django.db import IntegrityError
try:
    migrate("accounts", "0007")
except IntegrityError:
    pass
else:
    raise SystemExit("It did not break off.")
if connection.vendor == "postgresql":  # what was filled is kept there
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_applegrant SET uid = NULL")
account.uid = "of-apple"
account.save()
migrate("accounts", "0007")
grants = at("accounts", "0007_a_grant_for_each_apple_account").get_model("accounts", "AppleGrant")
uids = [grants.objects.get(user=person.pk).uid for person in people]
assert uids == ["of-apple", named, f"of-user-{people[2].pk}"], uids
"""
CHARACTERS = """
migrate("articles", "0001")
filling = import_module("articles.migrations.0002_characters")
filling.BATCH = 0  # so that the characters of the first show are made, and linked with nothing
try:
    migrate("articles", "0002")
except ValueError:
    pass
else:
    raise SystemExit("It did not break off.")
filling.BATCH = 2
migrate("articles", "0002")
after = at("articles", "0002_characters")
names = list(after.get_model("articles", "Character").objects.values_list("show", "name"))
assert names and len(names) == len(set(names)), names
fates = after.get_model("articles", "Fate").objects
assert fates.exists() and not fates.filter(who=None).exists()
"""


@pytest.mark.parametrize(
    ("stage", "program"),
    [(prepared.TABLES, GRANTS), (prepared.SITE, CHARACTERS)],
    ids=["apple grants", "characters"],
)
def test_it_is_whole_afterwards(tmp_path: Path, stage: str, program: str) -> None:
    with prepared.Database(tmp_path / "db.sqlite3", stage) as database:
        environment = os.environ | database | {
            "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
            "CACHE_URL": "locmem://",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + program],
            cwd=prepared.ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
