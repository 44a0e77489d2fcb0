"""Programs that some tests need: left out where one is missing, but never in CI."""

from __future__ import annotations

import os

import pytest

IS_CI = bool(os.environ.get("CI"))


def needs(program: str | None, install: str) -> pytest.MarkDecorator:
    """Leave a test, or a module by ``pytestmark``, out where the program is not found.

    In CI it runs there too, and fails.
    """
    return pytest.mark.skipif(program is None and not IS_CI, reason=f"missing: {install}")
