"""Say in plain words whether Google, Apple, reCAPTCHA and the mail server work as configured."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.provider_checks import callback, check_all, records_to_look_up


class Command(BaseCommand):
    """Asks each one a harmless question; ends with status 1 when one that is on does not work."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """``--mail-to`` sends a real mail."""
        parser.add_argument("--mail-to", default="", help="send a test mail to this address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each."""
        findings = check_all(options["mail_to"])
        for finding in findings:
            sign = {True: "works", False: "WRONG", None: "off  "}[finding.works]
            self.stdout.write(f"{sign}  {finding.name} {finding.words}")
        self.stdout.write(f"Register with Google: {callback('google')}")
        self.stdout.write(f"Register with Apple:  {callback('apple')}")
        self.stdout.write("Whether other mail servers believe ours can't be asked from here:")
        for record in records_to_look_up():
            self.stdout.write(f"  {record}")
        if any(finding.works is False for finding in findings):
            raise CommandError("Not everything that is on works.")
