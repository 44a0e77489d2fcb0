"""What the tests of the publication stand on, beyond what every test does."""

import pytest


@pytest.fixture(autouse=True)
def _static_files_without_a_manifest(settings) -> None:
    """Pages render without a collected set of static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
