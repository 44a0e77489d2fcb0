"""A site with followers in a database of its own, and workers in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.accounts.mail_site import PATIENCE, MailServer, Site
from tests.prepared import ROOT, Database

SET_UP = """
import django
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
"""
PREPARE = (
    SET_UP
    + """
from tests.factories import episode_of, make_show
from tests.reading.following import make_follower, publish
show = make_show()
for _ in range(FOLLOWERS):
    make_follower(show, episode_of(show, 2, 3), password=None)
publish(show)
"""
)
WORK = """
import django, sys
django.setup()
from reading import alert_rounds, announcements
alert_rounds.BATCH = announcements.BATCH = 7
print("ready", flush=True)
sys.stdin.read()
for _ in range(3):
    alert_rounds.tell_followers()
"""


@contextmanager
def followed_site(folder: Path, followers: int) -> Iterator[Site]:
    """A site whose article has just come out; nobody has heard yet."""
    with Database(folder / "db") as database:
        environment = os.environ | database | {
            "DATA_DIR": str(folder), "CACHE_URL": "db://cache",
            "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        }  # fmt: skip
        program = PREPARE.replace("FOLLOWERS", str(followers))
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
        yield Site(environment, MailServer())


def work_together(site: Site, workers: int) -> list[int]:
    """Let so many workers begin at the same moment; return their statuses."""
    found = [
        subprocess.Popen(
            [sys.executable, "-c", WORK], cwd=ROOT, env=site.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(workers)
    ]  # fmt: skip
    for worker in found:
        assert worker.stdout is not None
        worker.stdout.readline()
    for worker in found:
        assert worker.stdin is not None
        worker.stdin.close()
    return [worker.wait(PATIENCE) for worker in found]
