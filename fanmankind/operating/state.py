"""Whether what the site stands on works, in plain words; each question is quick and harmless."""

from __future__ import annotations

import pkgutil
import secrets
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder

from accounts.provider_checks import Finding
from fanmankind.operating import queues

KEPT_FOR = 30  # seconds that what is tried in the cache stays there
PROBE = "readiness-probe"


def findings() -> list[Finding]:
    """What is found of each part, one after the other; raises nothing."""
    found = [_found("database", database)]
    for name, look in (("migrations", migrations), ("queues", waiting)):
        if found[-1].works:  # each needs the one before
            found.append(_found(name, look))
    return [*found, _found("cache", cache), _found("storage", storage)]


def _found(name: str, look: Callable[[], str]) -> Finding:
    """What a look says is wrong; nothing where all is well."""
    try:
        trouble = look()
    except Exception as error:  # noqa: BLE001 - whatever a broken part raises, it is broken
        trouble = f"fails: {type(error).__name__}."
    return Finding(name, not trouble, trouble or "works.")


def database() -> str:
    """Ask it the smallest question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return f"does not answer ({type(error).__name__}): see that it runs, and DATABASE_URL."
    return ""


def pending_migrations() -> list[str]:
    """Migrations of this release's that the database has not seen.

    Told by their names, since importing them all would cost a web process seconds and memory.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    pending = []
    for config in apps.get_app_configs():
        for module in pkgutil.iter_modules([str(Path(config.path) / "migrations")]):
            named = (config.label, module.name)
            if not module.ispkg and module.name[0] not in "_~" and named not in applied:
                pending.append(".".join(named))
    return pending


def migrations() -> str:
    """The database has the form that this release needs."""
    pending = pending_migrations()
    if not pending:
        return ""
    return f"{len(pending)} wait, {pending[0]} first: run manage.py migrate."


def cache() -> str:
    """What is stored is there: of a cache that others share, not of what it falls back to."""
    asked = getattr(caches["default"], "primary", caches["default"])
    said = secrets.token_hex(8)
    try:
        asked.set(PROBE + said, said, KEPT_FOR)
        kept = asked.get(PROBE + said)
    except Exception as error:  # noqa: BLE001 - whatever a broken connection raises
        if isinstance(error, Error):  # a table of the database
            return "can't be used: run manage.py createcachetable, and see the database."
        return f"does not answer ({type(error).__name__}): see that it runs, and CACHE_URL."
    return "" if kept == said else "does not keep what it is given: is its memory full?"


def storage(alias: str = "default") -> str:
    """Files can be stored, read and removed: pictures, unless one of the others is named."""
    asked, said = storages[alias], secrets.token_hex(8)
    try:
        name = asked.save(f".{PROBE}-{said}", ContentFile(said.encode()))
        try:
            with asked.open(name) as file:
                kept = file.read().decode()
        finally:
            asked.delete(name)
    except OSError as error:
        where = getattr(asked, "location", alias)
        return f"can't be written ({error.strerror}): see the rights of {where}, and its room."
    return "" if kept == said else "does not keep what it is given."


def waiting() -> str:
    """Nothing has waited for a worker for too long."""
    mail, tasks = queues.mail(bulk=False), queues.tasks()
    if mail.is_late(queues.LONGEST_FOR_MAIL):
        return f"mail has waited for {_told(mail)}: is manage.py deliver_mail running?"
    if tasks.is_late(queues.LONGEST_FOR_TASKS):
        return f"a task has waited for {_told(tasks)}: is manage.py db_worker running?"
    return ""


def _told(queue: queues.Queue) -> str:
    return f"{queue.oldest / 60:.0f} minutes, {queue.waiting} in all"
