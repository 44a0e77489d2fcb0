"""A small site in processes of its own: a database, a mail server, and real mail workers."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

import psycopg
from aiosmtpd.controller import Controller

from tests.prepared import ROOT, Database
from tests.served import free_port

PATIENCE = 60.0  # seconds, on a busy machine
HELD = "held@reader.example"

PREPARE = """
import django
django.setup()
from django.core.mail import EmailMultiAlternatives
from accounts import outbox
for number in range(MAILS):
    mail = EmailMultiAlternatives("Hello", "A secret word", to=[f"reader-{number}@reader.example"])
    outbox.queue(mail, purpose="test")
outbox.queue(EmailMultiAlternatives("Later", "A secret word", to=["HELD"]), purpose="test")
outbox.OutboxMail.objects.filter(to="HELD").update(due_at="2100-01-01T00:00Z")
"""


class MailServer:
    """Takes every mail; one to HELD only once it is let through."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self.ids: dict[str, set[str]] = {}
        self.at_the_door = threading.Event()
        self.let_through = threading.Event()
        self._changed = threading.Condition()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Note whom it is to."""
        [address] = envelope.rcpt_tos
        if address == HELD:
            self.at_the_door.set()
            while not self.let_through.is_set():
                await asyncio.sleep(0.01)
        with self._changed:
            self.arrived[address] += 1
            found = message_from_bytes(envelope.content)["Message-ID"]
            self.ids.setdefault(address, set()).add(found)
            self._changed.notify_all()
        return "250 OK"

    def wait_for(self, mails: int) -> bool:
        """Wait until so many mails have arrived."""
        with self._changed:
            return self._changed.wait_for(lambda: self.arrived.total() >= mails, PATIENCE)

    def hold(self) -> None:
        """Keep the next mail to HELD at the door."""
        self.at_the_door.clear()
        self.let_through.clear()


class Site:
    """Where the workers work."""

    def __init__(self, environment: dict[str, str], server: MailServer) -> None:
        self.environment = environment
        self.server = server

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a mail worker."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "deliver_mail"],
            cwd=ROOT, env=self.environment, start_new_session=True,
        )  # fmt: skip

    def sql(self, statement: str) -> list[Any]:
        """Ask the site's database."""
        url = self.environment["DATABASE_URL"]
        if url.startswith("postgres"):
            with psycopg.connect(url, autocommit=True) as connection:
                cursor = connection.execute(statement.encode())
                return cursor.fetchall() if cursor.description else []
        with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20) as file:
            return file.execute(statement).fetchall()


def end(worker: subprocess.Popen[bytes]) -> int:
    """Ask a worker to stop, as serving does; return its status."""
    worker.send_signal(signal.SIGTERM)
    return worker.wait(PATIENCE)


@contextmanager
def mail_site(folder: Path, mails: int) -> Iterator[Site]:
    """A site with so many mails due, and one to HELD that is not."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with Database(folder / "db") as database:
            environment = os.environ | database | {
                "DATA_DIR": str(folder),
                "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
                "CACHE_URL": "db://cache",
                "EMAIL_URL": f"smtp://127.0.0.1:{controller.port}?timeout=20",
            }  # fmt: skip
            program = PREPARE.replace("MAILS", str(mails)).replace("HELD", HELD)
            subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
            yield Site(environment, server)
    finally:
        server.let_through.set()
        controller.stop()
