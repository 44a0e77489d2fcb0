"""What a page of the site says and shows, for a plain Wagtail page that is to say the same.

    python -m bench.plain.content /for-all-mankind/ /

Prints, for each path, its headings, texts and pictures (the files they were made from), from the
configured site as everybody gets it. Paragraphs that follow each other are one text, as somebody
would write them. Buttons and drawings are no text.
"""

from __future__ import annotations

import json
import os
import sys
from html import escape
from html.parser import HTMLParser

HEADINGS = {"h1", "h2", "h3"}
LINES = {"p", "li", "td", "th", "dt", "dd", "figcaption", "summary", "blockquote", "div", "section"}
LEFT_OUT = {"script", "style", "svg", "button"}

Content = list[tuple[str, str]]


class Reader(HTMLParser):
    """Takes a page's ``main`` apart into headings, paragraphs and the addresses of its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Content = []
        self._text = ""
        self._inside = self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, leave something out, or take a picture."""
        self._inside += tag == "main"
        self._left_out += tag in LEFT_OUT
        if tag in HEADINGS | LINES:
            self._end("paragraph")
        if tag == "img" and self._inside:
            self.found.append(("image", dict(attrs)["src"] or ""))

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        self._left_out -= tag in LEFT_OUT
        if tag in HEADINGS | LINES | {"main"}:
            self._end("heading" if tag in HEADINGS else "paragraph")
        self._inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self._inside and not self._left_out:
            self._text += data

    def _end(self, kind: str) -> None:
        text = " ".join(self._text.split())
        self._text = ""
        if text and kind == "heading":
            self.found.append((kind, text))
        elif text:
            before = self.found.pop()[1] if self.found and self.found[-1][0] == kind else ""
            self.found.append((kind, f"{before}<p>{escape(text)}</p>"))


def content_of(path: str) -> Content:
    """The content of the page at this path, each picture by its original's file."""
    from django.conf import settings
    from django.test import Client

    from articles.models import Rendition

    reader = Reader()
    reader.feed(Client().get(path, headers={"host": "localhost"}).content.decode())
    made = {each.url: each.image for each in Rendition.objects.select_related("image")}
    return [
        (kind, made[value].file.path if kind == "image" else value)
        for kind, value in reader.found
        if kind != "image" or value.startswith(settings.MEDIA_URL)
    ]


def main() -> None:
    """Print the contents."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanmankind.settings")
    import django

    django.setup()
    sys.stdout.write(json.dumps({path: content_of(path) for path in sys.argv[1:]}) + "\n")


if __name__ == "__main__":
    main()
