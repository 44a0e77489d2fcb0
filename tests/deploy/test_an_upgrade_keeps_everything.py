"""What the previous release wrote, this one reads; and the previous one still runs beside it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import prepared
from tests.architecture.tree import ROOT
from tests.needed import IS_CI

pytestmark = pytest.mark.processes

PREPARE = (
    ("migrate", "--noinput", "--verbosity", "0"),
    ("createcachetable", "--verbosity", "0"),
    ("collectstatic", "--noinput", "--verbosity", "0"),
)
READER = "writer@fanmankind.example"  # of the demonstration
# Somebody writes down where they are and what they keep, by the addresses that the pages use.
WRITE = f"""
from django.contrib.auth import get_user_model
from django.test import Client
from articles.models import Article
reader = Client(headers={{"host": "localhost"}})
reader.force_login(get_user_model().objects.get(email="{READER}"))
for article in Article.objects.live():
    place = {{"part": 3, "percent": 40, "finished": 0}}
    for noun, said in (("places", place), ("saved", {{"remind": 0}})):
        path = f"/reading/{{noun}}/{{article.pk}}/"
        answer = reader.put(path, said, content_type="application/json")
        assert answer.status_code < 300, (path, answer.status_code)
"""
ASK = f"""
import json
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page
anybody = Client(raise_request_exception=False, headers={{"host": "localhost"}})
reader = Client(headers={{"host": "localhost"}})
paths = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
paths += ["/search/?q=moon", "/sitemap.xml", "/accounts/login/", "/accounts/signup/"]
statuses = {{path: anybody.get(path).status_code for path in paths}}
reader.force_login(get_user_model().objects.get(email="{READER}"))
said = reader.get("/reading/me.json").json()
print(json.dumps([statuses, {{key: said[key] for key in ("name", "places", "saved", "progress")}}]))
"""


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def previous() -> str:
    """The release before this one; before the first, the last state without the newest migration.

    Empty where the history is not there, as in a shallow clone.
    """
    try:
        return _git("describe", "--tags", "--abbrev=0", "--match=v*", "HEAD^").decode().strip()
    except subprocess.CalledProcessError:
        newest = ("log", "-1", "--format=%H", "--diff-filter=A", "--", "*/migrations/0*.py")
    try:
        found = _git(*newest).decode().strip()
        return _git("rev-parse", "--verify", f"{found}^").decode().strip() if found else ""
    except subprocess.CalledProcessError:
        return ""


class Release:
    """The code of a release, at work on the site's data."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def run(self, *words: str) -> str:
        """A command of ``manage.py``; what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.folder, env=self.environment, text=True, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (words, done.stderr[-3000:])
        return done.stdout

    def told(self) -> Any:
        """The status of every page, and what the reader's private answer says."""
        return json.loads(self.run("shell", "--no-imports", "-c", ASK).splitlines()[-1])


@pytest.fixture
def releases(tmp_path: Path) -> Iterator[tuple[Release, Release]]:
    """The previous release and this one, on the same empty database."""
    revision = previous()
    if not revision:
        assert not IS_CI, "CI needs the previous release: a clone with its history and tags."
        pytest.skip("The previous release is not in this clone: git fetch --unshallow --tags")
    folder = tmp_path / "previous"
    with tarfile.open(fileobj=io.BytesIO(_git("archive", revision))) as tar:
        tar.extractall(folder, filter="data")
    with prepared.empty(tmp_path / "db.sqlite3") as database:
        environment = os.environ | database | {
            "DATA_DIR": str(tmp_path), "CACHE_URL": "db://cache",
            "DJANGO_SETTINGS_MODULE": "fanmankind.settings", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        yield Release(folder, environment), Release(ROOT, environment)


def test_from_the_previous_release_and_back(releases: tuple[Release, Release]) -> None:
    before, now = releases
    for command in (*PREPARE, ("load_demo",)):
        before.run(*command)
    before.run("shell", "--no-imports", "-c", WRITE)
    told = before.told()
    assert set(told[0].values()) == {200}
    assert told[1]["places"]
    for command in PREPARE:
        now.run(*command)
    assert now.told() == told
    # While the new one starts, the old one serves; and it is the way back where the new one fails.
    assert before.told() == told
