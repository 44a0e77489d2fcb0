"""Write a backup: the database and the media in one file. The site may be in use meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.utils import timezone

from fanmankind.operating import backup, databases
from fanmankind.operating.ending import ended_in_order


class Command(BaseCommand):
    """``manage.py backup [FILE]``."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and what."""
        parser.add_argument(
            "file", nargs="?", type=Path,
            help="a new file, or a folder for one named after the time; default DATA_DIR/backups",
        )  # fmt: skip
        parser.add_argument(
            "--without-media", action="store_true",
            help="the database alone, where the storage keeps versions by itself",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, and say where it is."""
        path: Path = options["file"] or Path(settings.DATA_DIR) / "backups"
        if options["file"] is None or path.is_dir():
            path /= f"fanmankind-{timezone.now():%Y%m%dT%H%M%SZ}.tar"
        try:
            with ended_in_order():
                manifest = backup.backup(path, with_media=not options["without_media"])
        except backup.ThereAlready as error:
            raise CommandError(f"{path} is there already.") from error
        except (databases.Trouble, Error, OSError) as error:
            raise CommandError(f"No backup was written. {error}") from error
        files = len(manifest.parts) - 1
        self.stdout.write(f"{path}: the database and {files} files, {_size(path)}.")
        self.stdout.write(
            "It holds what people trusted the site with: keep it as safe as the site itself, and"
            " elsewhere. SECRET_KEY is not in it; keep that too."
        )


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1_000_000:,.1f} MB"
