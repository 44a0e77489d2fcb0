"""Streams that are stored clean, whichever door their blocks came in by."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from articles.legal_text import legal


class CleanStreamBlock(blocks.StreamBlock):
    """A stream whose every block is stored through its own rules.

    Wagtail writes blocks that nobody has looked at just as they came, say from an import.
    """

    def get_prep_value(self, value: blocks.StreamValue) -> list[dict[str, Any]]:
        """Look at every block, then store it, without characters that no text may hold."""
        list(value)
        prepared: list[dict[str, Any]] = legal(super().get_prep_value(value))
        return prepared
