"""Fixtures of the edge: somebody signed in, and the Nu checker where Java is present."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edge import nginx, nu
from tests.edge.newsroom import sign_in


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the check of our HTML, plainly, where its checker cannot run; CI must have it."""
    lacking = nu.what_is_lacking()
    left_out = [item for item in items if "nu_checker" in getattr(item, "fixturenames", ())]
    if lacking and left_out and not os.environ.get("CI"):
        warnings.warn(pytest.PytestWarning(f"HTML is not checked: {lacking}"), stacklevel=1)
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def site() -> Iterator[nginx.Site]:
    """A site of a test's own, to stand behind nginx."""
    with nginx.answering() as server:
        yield server


@pytest.fixture
def door(site: nginx.Site, tmp_path: Path) -> Iterator[str]:
    """nginx before it."""
    with nginx.before(f"http://127.0.0.1:{site.server_port}", tmp_path) as address:
        site.asked.clear()
        yield address


@pytest.fixture(scope="session")
def nu_checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Nu checker's jar: one that is there, else freshly installed."""
    if lacking := nu.what_is_lacking():
        pytest.fail(f"CI must check the HTML: {lacking}", pytrace=False)
    return nu.find_jar() or nu.install_jar(tmp_path_factory.mktemp("nu"))


@pytest.fixture(scope="session")
def editor(served: str) -> str:
    """The Cookie header of an editor who is signed in to the newsroom."""
    return sign_in(served)
