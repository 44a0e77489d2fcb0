"""Write the page that nginx shows while no web process answers; after ``collectstatic``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

FILE = "away.html"  # in DATA_DIR; deploy/nginx has its name too


class Command(BaseCommand):
    """``manage.py write_away_page``."""

    help = "Write the page that nginx shows while no web process answers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it whole or not at all: nginx may be reading it."""
        file = Path(settings.DATA_DIR) / FILE
        unfinished = file.with_suffix(".new")
        unfinished.write_text(render_to_string("503.html"), encoding="utf-8")
        unfinished.replace(file)
