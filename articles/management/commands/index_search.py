"""Bring readers' search in step with everything that is public."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.search import index


class Command(BaseCommand):
    """Search keeps itself in step; this is for an installation that had none, or a restored one."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, then say how much can be found."""
        self.stdout.write(f"Readers can find {index.everything()} things.")
