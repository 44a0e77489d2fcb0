"""The stand-ins, really running: one for all tests, as new for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from standins.running import Running, start
from tests.standins.browsing import Browse, Site, browsing, small_site
from tests.standins.flows import SITE, Desk


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The process that is shared."""
    with start(SITE, tmp_path_factory.mktemp("standins")) as found:
        yield found


@pytest.fixture
def desk(running: Running) -> Desk:
    """The stand-ins without any memory of earlier tests."""
    requests.post(f"{running.url}/reset", timeout=60)
    return Desk(running)


@pytest.fixture(scope="session")
def browse() -> Iterator[Browse]:
    """A Chromium."""
    with browsing() as found:
        yield found


@pytest.fixture
def site(running: Running) -> Iterator[Site]:
    """A small site that uses the stand-ins."""
    with small_site(running.url) as found:
        yield found
