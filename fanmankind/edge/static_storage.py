"""Static files with their content's hash in the name, compressed beforehand."""

from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows what our ES modules import.

    Scripts of ours are sent without the comments, the space and the long names that are for those
    who work on them.
    """

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            import minify  # only where files are collected: a web process has no use for it

            content.seek(0)
            script = content.read().decode()
            content = ContentFile(minify.string("application/javascript", script).encode())
        saved: str = super()._save(name, content)
        return saved
