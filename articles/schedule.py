"""The schedule, kept by whoever asks: what is due goes out, what has expired goes."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def publish_due() -> str:
    """Publish and unpublish what is due; return what happened in words, empty for nothing."""
    words = StringIO()
    call_command("publish_scheduled", stdout=words, stderr=words)
    return words.getvalue().strip()
