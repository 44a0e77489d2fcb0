"""What is wrong with this installation and what to do about it, in plain words.

Each finding is about one part. Those that ask other machines stand in ``elsewhere``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection
from django.tasks import TaskResultStatus
from django.utils import timezone

from accounts.provider_checks import Finding, check_all
from fanmankind.edge.static_storage import manifest
from fanmankind.operating import queues, state

ENOUGH_ROOM = 1024**3  # bytes of the disk; backups and uploads need more
SILENT_FOR = timedelta(minutes=3)  # after which a worker that looks every minute counts as gone
DRIFT = 10.0  # seconds that two clocks may differ
PATIENCE = 5.0  # seconds for each answer
STRANGER = "192.0.2.1"  # an address that nobody has (RFC 5737)


def here() -> list[Finding]:
    """What this machine can tell by itself, with the database and the cache."""
    parts = state.findings()
    found = [_seen(environment), *parts, *map(_seen, (eviction, private_files, static_files, disk))]
    if {"database", "migrations"} <= {part.name for part in parts if part.works}:
        found += map(_seen, (mail_worker, task_worker, database_clock))
    return found


def _seen(look: Callable[[], Finding]) -> Finding:
    """What a look finds; one that fails is a finding too, and the others go on."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - whatever a broken part raises
        name = look.__name__.replace("_", " ")
        return Finding(name, False, f"can't be looked at: {type(error).__name__}: {error}")


def elsewhere() -> list[Finding]:
    """What only others can tell: the site's own address, the companies, the mail server."""
    return [*site(), _seen(clock), *check_all("")]


def environment() -> Finding:
    """The settings are safe and whole."""
    problems = [problem for problem in run_checks() if problem.level >= ERROR]
    if not problems:
        kind = "local" if settings.IS_LOCAL else "production"
        return Finding(
            "environment", True, f"is safe: a {kind} installation at {settings.SITE_URL}."
        )
    told = " ".join(f"{problem.msg} {problem.hint or ''}".strip() for problem in problems)
    return Finding("environment", False, told)


def eviction() -> Finding:
    """Redis drops nothing by itself: limits and used codes are in it."""
    name, where = "cache's memory", settings.CACHES["default"].get("LOCATION", "")
    if not str(where).startswith(("redis", "unix")):
        return Finding(name, None, "is not Redis's.")
    import redis

    try:
        with redis.Redis.from_url(where, socket_timeout=PATIENCE) as client:
            said: Any = client.config_get("maxmemory*")
    except redis.RedisError as error:
        return Finding(name, None, f"can't be asked for ({type(error).__name__}).")
    if said.get("maxmemory") not in {"0", None} and said["maxmemory-policy"] != "noeviction":
        policy = said["maxmemory-policy"]
        return Finding(name, False, f"follows {policy}: set maxmemory-policy to noeviction.")
    return Finding(name, True, "drops nothing by itself.")


def private_files() -> Finding:
    """Copies of people's data and uploaded archives can be stored, read and removed."""
    for alias in ("exports", "imports"):
        trouble = state.storage(alias)
        if trouble:
            return Finding(f"private {alias}", False, trouble)
    return Finding("private files", True, "work.")


def static_files() -> Finding:
    """The files of this very release are collected."""
    if manifest().exists():
        return Finding("static files", True, "are collected.")
    return Finding("static files", False, "are missing: run manage.py collectstatic --noinput.")


def disk() -> Finding:
    """There is room, and a file more can be made."""
    place = Path(settings.DATA_DIR)
    try:
        free = shutil.disk_usage(place).free
        files = os.statvfs(place)
    except OSError as error:
        return Finding("disk", False, f"has no {place} ({error.strerror}): see DATA_DIR.")
    told = f"{free / ENOUGH_ROOM:.1f} GB free in {place}"
    if free < ENOUGH_ROOM:
        return Finding("disk", False, f"has only {told}: remove old backups, or give it more.")
    if files.f_files and files.f_favail < 1000:
        return Finding("disk", False, f"takes no more files in {place}, though it has room.")
    return Finding("disk", True, f"has {told}.")


def mail_worker() -> Finding:
    """Somebody delivers mail and does the chores."""
    seen = queues.mail_worker_seen()
    if seen is None:
        return Finding("mail worker", False, "was never here: start manage.py deliver_mail.")
    ago = timezone.now() - seen
    if ago > SILENT_FOR:
        told = f"was last here {ago.total_seconds() / 60:.0f} minutes ago"
        return Finding("mail worker", False, f"{told}: start manage.py deliver_mail.")
    return Finding("mail worker", True, "is at work.")


def task_worker() -> Finding:
    """Somebody does the tasks: one for each minute keeps the schedule, so one is soon due."""
    from django_tasks_db.models import DBTaskResult

    from articles.schedule import keep_schedule

    own = DBTaskResult.objects.filter(task_path=keep_schedule.module_path)
    asked = own.filter(status=TaskResultStatus.READY).order_by("run_after").first()
    if asked is None:
        return Finding("task worker", None, "was not asked for anything by the mail worker yet.")
    if timezone.now() - asked.run_after > SILENT_FOR:
        words = 'leaves tasks undone: start manage.py db_worker --queue-name "*".'
        return Finding("task worker", False, words)
    if not own.exclude(started_at=None).exists():
        return Finding("task worker", None, "has begun nothing yet: look again in some minutes.")
    return Finding("task worker", True, "is at work.")


def database_clock() -> Finding:
    """PostgreSQL's clock and ours agree; SQLite has none of its own."""
    name = "database's clock"
    if connection.vendor != "postgresql":
        return Finding(name, None, "is this machine's.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [said] = cursor.fetchone()
    return _clock(name, said)


def clock() -> Finding:
    """Our clock is right; codes of apps, Apple and certificates need it to be."""
    name, asked = "clock", urlsplit(settings.RECAPTCHA.verify_url)
    if not settings.RECAPTCHA.site_key:
        return Finding(name, None, "can't be compared: reCAPTCHA, who would be asked, is off.")
    try:
        answer = requests.head(f"{asked.scheme}://{asked.netloc}/", timeout=PATIENCE)
        said = parsedate_to_datetime(answer.headers["Date"])
    except (requests.RequestException, KeyError, ValueError) as error:
        return Finding(name, None, f"can't be compared: {type(error).__name__}.")
    return _clock(name, said)


def _clock(name: str, said: datetime) -> Finding:
    drift = abs((datetime.now(UTC) - said).total_seconds())
    if drift <= DRIFT:
        return Finding(name, True, "agrees with ours.")
    words = f"is {drift:.0f} s off ours: have a time service (chrony) set the clocks."
    return Finding(name, False, words)


def site() -> Iterator[Finding]:
    """The site at its own address, and what it takes its askers for."""
    try:
        said = requests.get(
            f"{settings.SITE_URL}/readyz",
            headers={
                "Authorization": f"Bearer {settings.OPERATOR_TOKEN}",
                "X-Forwarded-For": STRANGER,
            },
            timeout=PATIENCE,
        )
    except requests.RequestException as error:
        words = f"can't be asked ({type(error).__name__}): see SITE_URL, the DNS and the proxy."
        yield Finding("site", False, words)
        return
    if said.status_code == 200:
        yield Finding("site", True, f"answers at {settings.SITE_URL} and is ready.")
    elif said.status_code == 503:
        yield Finding("site", False, "is not ready, or its proxy reaches no web process.")
    else:
        yield Finding("site", False, f"answers {said.status_code}: is SITE_URL really this one?")
    yield proxies(said)
    yield https()


def proxies(said: requests.Response) -> Finding:
    """Who seems to have asked: a stranger must not be able to choose."""
    try:
        asked = said.json()["asked"]
    except (ValueError, KeyError, TypeError):
        return Finding("proxies", None, "can't be checked: set OPERATOR_TOKEN here and there.")
    if asked["by"] == STRANGER:
        words = "let anybody choose their address: TRUSTED_PROXIES counts more than there are."
        return Finding("proxies", False, words)
    if asked["over"] != urlsplit(settings.SITE_URL).scheme:
        words = f"seem to speak {asked['over']}: see BEHIND_TLS_PROXY and X-Forwarded-Proto."
        return Finding("proxies", False, words)
    return Finding("proxies", True, f"say that {asked['by']} asks.")


def https() -> Finding:
    """Browsers are told to keep to https."""
    if not settings.IS_HTTPS:
        return Finding("https", None, "is off: SITE_URL begins with http.")
    try:
        page = requests.get(f"{settings.SITE_URL}/robots.txt", timeout=PATIENCE)
    except requests.RequestException as error:
        return Finding("https", False, f"fails: {type(error).__name__}.")
    if "Strict-Transport-Security" in page.headers:
        return Finding("https", True, "is what browsers keep to.")
    return Finding("https", False, "is not kept to: the proxy drops Strict-Transport-Security.")
