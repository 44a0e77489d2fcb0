"""A site with pages that are due, in a database of its own, and workers in processes apart."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.accounts.mail_site import PATIENCE, MailServer, Site
from tests.prepared import ROOT, Database
from tests.reading.workers import SET_UP

PREPARE = (
    SET_UP
    + """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page
from tests.articles.newsroom import schedule
from tests.factories import make_article, make_author, make_show
show, author = make_show(), make_author()
now = timezone.now()
for number in range(DUE):
    draft = make_article(show, author=author, publish=False)
    schedule(draft, now - timedelta(minutes=number + 1))
for number in range(EXPIRED):
    article = make_article(show, author=author)
    Page.objects.filter(pk=article.pk).update(expire_at=now - timedelta(minutes=number + 1))
"""
)
# Both come at the same moment; without a lease, each takes the turn however busy the other is.
HURRIED = """
import django, sys
django.setup()
from datetime import timedelta
from articles import schedule
schedule.LEASE = timedelta(0)
schedule.next_minute = lambda now: now
print("ready", flush=True)
sys.stdin.read()
for _ in range(4):
    schedule.make_round()
"""
# Publishes one page and never comes back from the next.
STUCK = """
import django, sys, threading
django.setup()
from wagtail.signals import page_published
from articles import schedule
seen = []
def stop(**_):
    seen.append(1)
    if len(seen) == 2:
        print("stuck", flush=True)
        threading.Event().wait()
page_published.connect(stop, weak=False)
schedule.make_round()
"""
ROUND = """
import django
django.setup()
from articles import schedule
print(schedule.make_round())
"""


@contextmanager
def due_site(folder: Path, due: int, expired: int) -> Iterator[Site]:
    """A site where so many pages wait to go out, and so many to go away."""
    with Database(folder / "db") as database:
        environment = os.environ | database | {
            "DATA_DIR": str(folder), "CACHE_URL": "db://cache",
            "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        }  # fmt: skip
        program = PREPARE.replace("DUE", str(due)).replace("EXPIRED", str(expired))
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
        yield Site(environment, MailServer())


def start(site: Site, program: str) -> subprocess.Popen[bytes]:
    """Start a worker that runs this program."""
    return subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, env=site.environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def finish(worker: subprocess.Popen[bytes]) -> str:
    """Wait for a worker; return what it printed. AssertionError when it failed."""
    out, _ = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0
    return out.decode()
