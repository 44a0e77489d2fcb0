"""Put a backup in the place of this site's database and media."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error

from fanmankind.operating import backup, databases
from fanmankind.operating.archive import Damaged, Manifest
from fanmankind.operating.ending import ended_in_order


class Command(BaseCommand):
    """``manage.py restore FILE``."""

    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and whether to ask."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--yes", action="store_true", help="overwrite what is there without asking"
        )
        parser.add_argument(
            "--check", action="store_true", help="only say whether it could be restored here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at the archive from end to end, ask, and only then begin."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            manifest = self._looked_at(path)
            self.stdout.write(f"{path} is whole. It was made at {manifest.made_at}.")
            if options["check"]:
                return
            if not options["yes"]:
                self._ask(manifest)
            with ended_in_order():
                written = backup.restore(path, manifest, say=self.stdout.write)
        except Damaged as error:
            raise CommandError(f"{path} is damaged, so nothing was restored. {error}") from error
        except backup.Refused as error:
            raise CommandError(str(error)) from error
        except (databases.Trouble, Error, OSError, SuspiciousOperation) as error:
            raise CommandError(
                f"The database was left as it was; some media may be in place. {error}"
            ) from error
        self._say_what_is_next(manifest, written)

    @staticmethod
    def _looked_at(path: Path) -> Manifest:
        try:
            return backup.restorable(path)
        except (Error, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error

    def _ask(self, manifest: Manifest) -> None:
        found = backup.in_the_way()
        if not (found.database or (found.media and manifest.has_media)):
            return
        self.stdout.write(f"Here is already a {found}. Stop the site before you go on.")
        try:
            said = input("Overwrite it? Type yes: ")
        except EOFError:
            said = ""
        if said.strip().lower() != "yes":
            raise CommandError("Nothing was restored. --yes overwrites without asking.")

    def _say_what_is_next(self, manifest: Manifest, written: int) -> None:
        self.stdout.write(f"Restored: the database, and {written} files that were not there.")
        if manifest.key_mark != backup.key_mark():
            self.stdout.write(
                "It was made with another SECRET_KEY. Put that one into SECRET_KEY_FALLBACKS, or"
                " authenticator apps and recovery codes stay shut."
            )
        self.stdout.write("Now run manage.py migrate, then start the site.")
