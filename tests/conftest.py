"""What every test stands on: a migrated-like database, factories, and a really served site."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import SimpleTestCase, override_settings

from fanmankind import storing
from tests.chromium import find_chromium

pytest_plugins = ["tests.served"]

# Background tasks are noted and not stored: the served site runs the real queue.
NOTED = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


def _needs_nothing(item: pytest.Item) -> bool:
    """Whether a test calls our functions alone: no database, no browser, no other process."""
    needs = ("browser", "django_db", "processes")
    if any(item.get_closest_marker(name) for name in needs):
        return False
    asked = {"db", "django_db_setup", "transactional_db", "client", "served", "desk"} & set(
        getattr(item, "fixturenames", ())
    )
    case = getattr(item, "cls", None)
    return not asked and not (case and issubclass(case, SimpleTestCase))


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave browser tests out without a browser."""
    missing = find_chromium() is None
    if missing and os.environ.get("CI"):
        raise pytest.UsageError("CI needs a Chromium for the browser tests.")
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        if _needs_nothing(item):
            item.add_marker("unit")
        browser = item.get_closest_marker("browser") is not None
        (left_out if browser and missing else kept).append(item)
    gc.collect()
    gc.freeze()  # What was imported stays; looking through it again and again is a tenth of a run.
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables come straight from the models; the served site runs the real migrations."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Add what Wagtail's data migrations would have brought."""
    from tests.ground import lay_ground

    with django_db_blocker.unblock(), override_settings(TASKS=NOTED):
        lay_ground()


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path: Path) -> Iterator[None]:
    """Every test has its own folders of files; hashes are quick, static files plain."""
    settings.TASKS = NOTED
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    private = {name: storing.private(tmp_path / name) for name in ("exports", "imports")}
    settings.STORAGES = {**settings.STORAGES, **private, "staticfiles": plain}
    from django.core.cache import cache

    from fanmankind.edge import resilient_cache

    memory = getattr(cache, "fallback", cache)
    yield
    if os.environ.get("CACHE_URL", "").startswith("redis"):
        cache.clear()
    # A test without a database makes the cache fall back to memory, for some seconds more.
    memory.clear()
    resilient_cache._resting.clear()
