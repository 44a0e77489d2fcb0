"""``manage.py import_text``: one article, as plain text or HTML, becomes a draft."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing import text
from articles.models import Show


class Command(BaseCommand):
    """Recognises the headline, headings, captions, the byline and the author box."""

    help = "Make a draft of one article, given as plain text or HTML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the show under which it goes."""
        parser.add_argument("file", help="the file, or - for what is piped in")
        parser.add_argument("--show", required=True, help="the slug of its show")
        parser.add_argument("--title", default="", help="its safe headline, instead of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it. Raises CommandError."""
        show = Show.objects.filter(slug=options["show"]).first()
        if show is None:
            raise CommandError(f"There is no show “{options['show']}”.")
        try:
            if options["file"] == "-":
                data = sys.stdin.buffer.read(4 * text.LARGEST)
            else:
                path = Path(options["file"])
                if path.stat().st_size > 4 * text.LARGEST:
                    raise CommandError("It is larger than an article can be.")
                data = path.read_bytes()
            found = text.read(text.decode(data))
        except OSError as error:
            raise CommandError(f"It could not be read: {error.strerror}.") from None
        except text.NothingToRead as error:
            raise CommandError(str(error)) from None
        article = text.make_draft(found, show, title=options["title"])
        for each in found.repairs:
            self.stdout.write(f"Repaired text: {each.before} → {each.after}")
        looks = sum(block["type"] == "needs_a_look" for block in article.body.raw_data)
        self.stdout.write(f"“{article.title}” is a draft under {show.title}. To look at: {looks}.")
