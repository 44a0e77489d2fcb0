"""Say in plain words whether Google, Apple, reCAPTCHA and the mail server work as configured."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.mail_domain import check_mail_domain
from accounts.provider_checks import callback, check_all


class Command(BaseCommand):
    """Asks each one a harmless question; ends with status 1 when one that is on does not work."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """``--mail-to`` sends a real mail; the other two are for the DNS of the mail's domain."""
        parser.add_argument("--mail-to", default="", help="send a test mail to this address")
        parser.add_argument("--dkim", default="", metavar="SELECTOR", help="look up its DKIM key")
        parser.add_argument("--dns", default="", metavar="HOST[:PORT]", help="ask this name server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each."""
        findings = check_all(options["mail_to"])
        if findings[-1].works is not None:  # without a mail server nobody has to believe us
            findings += check_mail_domain(options["dkim"], options["dns"])
        for finding in findings:
            sign = {True: "works", False: "WRONG", None: "off  "}[finding.works]
            self.stdout.write(f"{sign}  {finding.name} {finding.words}")
        self.stdout.write(f"Register with Google: {callback('google')}")
        self.stdout.write(f"Register with Apple:  {callback('apple')}")
        if any(finding.works is False for finding in findings):
            raise CommandError("Not everything that is on works.")
