"""``manage.py import_wordpress``: bring a WordPress export along."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError

from articles.importing.clean_bytes import UnreadableFile
from articles.importing.report import KINDS, Line, Report, summary
from articles.importing.wordpress import Import, Options
from articles.importing.wxr import NotAnExport


class Command(BaseCommand):
    """Reads WXR 1.2 as a stream, and says what became of everything in it."""

    help = "Bring a WordPress export (WXR 1.2) along. Doing it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and where its pictures are."""
        parser.add_argument("export", type=Path, help="the .xml file that WordPress gave")
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")
        parser.add_argument("--media", type=Path, help="a copy of wp-content/uploads")
        parser.add_argument(
            "--allow-host", action="append", default=[], metavar="HOST",
            help="a host that missing pictures may be downloaded from; may be given again",
        )  # fmt: skip
        parser.add_argument(
            "--zone", default="", help="the archive’s time zone, such as Europe/Riga, for items"
            " that have no UTC date; else it is taken from the others",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it. Raises CommandError for a file that is no whole export."""
        path: Path = options["export"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        if options["media"] and not options["media"].is_dir():
            raise CommandError(f"There is no folder {options['media']}.")
        try:
            ZoneInfo(options["zone"] or "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            raise CommandError(f"There is no time zone “{options['zone']}”.") from None
        report = Report(self._print)
        chosen = Options(
            only_try=options["dry_run"], media=options["media"], hosts=options["allow_host"],
            zone=options["zone"],
        )  # fmt: skip
        try:
            with path.open("rb") as file:
                Import(file, chosen, report).run()
        except (NotAnExport, UnreadableFile) as error:
            raise CommandError(f"{path.name} was not brought along. {error}") from None
        for line in summary(report.counts):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stderr.write("Nothing was changed.")

    def _print(self, line: Line) -> None:
        self.stdout.write(f"{KINDS[line.kind]}: {line.about}: {line.words}")
