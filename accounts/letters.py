"""A mail's HTML, made from its text, so that both always say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string

CODE = re.compile(r"[A-Z0-9]{3,5}(?:-[A-Z0-9]{3,5})?")
LABELS = (
    ("/password/reset/key/", "Choose a password"),
    ("/password/reset/", "Choose a new password"),
    ("/signup/", "Join"),
    ("/data/", "Download your data"),
    ("/login/", "Sign in"),
    ("/email/undo/", "This was not me"),
    ("/2fa/keep/", "Keep my factors"),
    ("/2fa/", "Passkeys and factors"),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the text alone does not say about some of its paragraphs."""

    headings: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)  # of links, by address
    quiet: frozenset[str] = frozenset()  # links that are no buttons


PLAIN = Marks()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a mail: text, a heading, a link on a line of its own, or a code."""

    kind: str
    text: str
    label: str = ""


def parts_of(text: str, marks: Marks = PLAIN) -> list[Part]:
    """Take a mail's text apart at its blank lines."""
    pieces = (piece.strip() for piece in re.split(r"\n\s*\n", text))
    return [_part(piece, marks) for piece in pieces]


def _part(piece: str, marks: Marks) -> Part:
    if piece in marks.headings:
        return Part("heading", piece)
    if re.fullmatch(r"https?://\S+", piece):
        found = (label for mark, label in LABELS if mark in piece)
        label = marks.labels.get(piece) or next(found, "Open the page")
        return Part("quiet" if piece in marks.quiet else "link", piece, label)
    if CODE.fullmatch(piece):
        return Part("code", piece)
    return Part("text", piece)


def letter(subject: str, text: str, marks: Marks = PLAIN) -> str:
    """The HTML of a mail with this subject and text. Everything in it is escaped."""
    parts = [part for part in parts_of(text.strip(), marks) if part.text]
    return render_to_string(
        "account/email/letter.html",
        {"subject": subject, "parts": parts, "site_name": settings.WAGTAIL_SITE_NAME},
    )
