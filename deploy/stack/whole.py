"""All parts of a stack, and the order in which they start."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import django

from deploy.stack import front, stores
from deploy.stack.parts import PATIENCE, Keeper, Part
from deploy.stack.place import ROOT, Place
from fanmankind import serving
from standins import places

WEB = ("web-1", "web-2")
TASKS, MAIL = "tasks", "mail"


class Stack:
    """A whole installation; ``keeper`` has its processes."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.keeper = Keeper(place.below("log"))

    def start(self, told: threading.Event | None = None) -> None:
        """Start everything, and return when the site answers or ``told`` is set.

        SystemExit says what is missing or did not start.
        """
        front.needed()
        postgres, redis = stores.postgres(self.place), stores.redis(self.place)
        self._note_environment()
        stores.prepare_postgres(self.place)
        for part in (postgres, redis, self._standins()):
            self.keeper.start(part)
        self.keeper.wait_for("postgres", "redis")
        self._set_up()
        for part in (*self._webs(), *self._workers(), self._nginx()):
            if told and told.is_set():
                return
            self.keeper.start(part)
        self._wait(told)

    def stop(self) -> None:
        """Stop everything."""
        self.keeper.stop()

    def _note_environment(self) -> None:
        """What every process of the site starts with; nothing real is asked for here."""
        place = self.place
        os.environ |= places.environment(place.standins, place.smtp, place.site, place.folder) | {
            **serving.HEAPS,
            "DATA_DIR": str(place.folder),
            "STANDINS_PORT": str(place.standins),
            "STANDINS_SMTP_PORT": str(place.smtp),
            "CACHE_URL": f"redis://127.0.0.1:{place.redis}/0",
            "TRUSTED_PROXIES": "1",
            "DEBUG": "off",
            "DJANGO_SETTINGS_MODULE": "fanmankind.settings",
        }

    def _set_up(self) -> None:
        """Database, demonstration and files, in a process that is over before the others begin."""
        stores.make_database(self.place)
        os.environ["DATABASE_URL"] = stores.database_url(self.place)
        program = "import django; django.setup(); from fanmankind import serving; serving.set_up()"
        for command in ([sys.executable, "-c", program], [*serving.MANAGE, "write_away_page"]):
            if subprocess.run(command, check=False, cwd=ROOT).returncode:
                raise SystemExit("The site could not be set up; see above.")
        django.setup()  # for the addresses that are printed

    def _standins(self) -> Part:
        return Part("standins", [sys.executable, "-m", "standins"], port=self.place.standins)

    def _webs(self) -> list[Part]:
        return [
            Part(name, serving.web_server(port), port=port)
            for name, port in zip(WEB, self.place.web, strict=True)
        ]

    @staticmethod
    def _workers() -> list[Part]:
        commands = zip((TASKS, MAIL), serving.workers(), strict=True)
        return [Part(name, command) for name, command in commands]

    def _nginx(self) -> Part:
        folder, place = self.place.below("nginx"), self.place
        configured = front.configuration(folder, place.folder, place.web, place.port)
        return front.nginx(folder, configured, place.port)

    def _wait(self, told: threading.Event | None) -> None:
        self.keeper.wait_for("nginx", "standins", *WEB)
        deadline = time.monotonic() + PATIENCE
        while not serving.answers(f"{self.place.site}/") and not (told and told.is_set()):
            if time.monotonic() > deadline:
                raise SystemExit(f"The site does not answer; see {self.keeper.logs}.")
            time.sleep(0.1)
