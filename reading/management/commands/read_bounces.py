"""Read the mailbox that mail comes back to, and note the addresses that it never reaches."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reading.bounce_mailbox import MailboxWrong, unread_mails
from reading.delivery_reports import failed_addresses
from reading.undeliverable import Undeliverable, note


class Command(BaseCommand):
    """For a timer, say every ten minutes. Reads BOUNCE_MAILBOX, or what is given."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The mailbox, where it is not the one of BOUNCE_MAILBOX."""
        parser.add_argument(
            "mailbox", nargs="?", default="",
            help="imaps://user:password@host/INBOX, mbox:///path or maildir:///path",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every mail once. Raises CommandError where there is no mailbox."""
        url = options["mailbox"] or settings.BOUNCE_MAILBOX
        if not url:
            raise CommandError("Set BOUNCE_MAILBOX, or name a mailbox.")
        read = noted = 0
        try:
            for raw in unread_mails(url):
                read += 1
                for address in failed_addresses(raw):
                    noted += note(address, Undeliverable.Reason.BOUNCED)
        except MailboxWrong as error:
            raise CommandError(f"The mailbox can't be read: {error}") from error
        self.stdout.write(f"{read} read, {noted} noted.")
