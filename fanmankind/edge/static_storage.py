"""Static files with their content's hash in the name, compressed beforehand."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows what our ES modules import."""

    support_js_module_import_aggregation = True
