"""Publish what is due and unpublish what has expired, each by itself, at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.schedule import work_off


class Command(BaseCommand):
    """Wagtail's command of this name stops at the first bad page; this one reports and goes on."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done and what was refused."""
        for line in work_off():
            (self.stderr if line.startswith("Not ") else self.stdout).write(line)
