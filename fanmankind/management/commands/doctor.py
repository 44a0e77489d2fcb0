"""Say in plain words what is wrong with this installation, and what to do about it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fanmankind.operating import doctor

SIGNS = {True: "works", False: "WRONG", None: "off  "}


class Command(BaseCommand):
    """Looks at each part; ends with status 1 when one that is on does not work."""

    help = __doc__
    requires_system_checks = []  # what they find is told with the rest

    def add_arguments(self, parser: CommandParser) -> None:
        """``--here`` asks no other machine than those of the database and the cache."""
        parser.add_argument("--here", action="store_true", help="ask nobody elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each part."""
        found = doctor.here()
        if not options["here"]:
            found += doctor.elsewhere()
        for finding in found:
            self.stdout.write(f"{SIGNS[finding.works]}  {finding.name} {finding.words}")
        wrong = [finding.name for finding in found if finding.works is False]
        if wrong:
            raise CommandError(f"Not everything works: {', '.join(wrong)}.")
