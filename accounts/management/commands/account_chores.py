"""Run the chores of accounts once; the mail worker does so every minute."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.chores import run_all


class Command(BaseCommand):
    """Ends with status 1 when one of them failed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them."""
        failed = run_all()
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}.")
