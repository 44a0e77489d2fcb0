"""Load the demonstration content, and on a local installation its logins."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.demo.loading import load
from articles.demo.logins import make_demo_logins


class Command(BaseCommand):
    """Running it again neither duplicates anything nor overwrites an edit."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then say what is new."""
        new = load()
        if settings.IS_LOCAL:
            make_demo_logins()
        self.stdout.write(
            f"Demonstration content: {new} new pages." if new else "Demonstration content is there."
        )
