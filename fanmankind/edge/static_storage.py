"""Static files with their content's hash in the name, compressed beforehand."""

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# A line that is nothing but a comment, an empty one, and what a line is set in by.
NOT_SENT = re.compile(rb"^(?:[ \t]*//.*\n|[ \t]*\n|[ \t]+)", re.MULTILINE)


def without_comments(script: bytes) -> bytes:
    """A script of ours as it is sent: without the lines that are for those who work on it.

    Our own style only: a comment has its line to itself, and no text runs over several lines.
    """
    return NOT_SENT.sub(b"", script)


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows what our ES modules import."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            content.seek(0)
            content = ContentFile(without_comments(content.read()))
        saved: str = super()._save(name, content)
        return saved
