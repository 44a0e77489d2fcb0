"""A field for a sentence or two: all of it can be seen, and it stays one paragraph."""

from __future__ import annotations

import re
from typing import Any

from wagtail.admin.widgets import AdminAutoHeightTextInput


class OneParagraph(AdminAutoHeightTextInput):
    """Grows with its text; a line break that is typed or pasted is a space."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was written, without line breaks."""
        value = super().value_from_datadict(data, files, name)
        return re.sub(r"\s*[\r\n]\s*", " ", value) if isinstance(value, str) else value
