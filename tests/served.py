"""The really served site: its own data, the demonstration, granian, as ``make serve`` does it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from deploy.stack.parts import children
from tests.environment import redis_database
from tests.prepared import ROOT, SITE, Database

_desks: dict[str, str] = {}  # by the site's address
_logs: list[Path] = []  # of the sites that run
_read = pytest.StashKey[dict[Path, int]]()  # how long each log was when a test began
LONGEST_LOG = 8_000  # bytes of a log in a report
PATIENCE = 240.0  # seconds; a busy machine draws pictures slowly


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that ``make serve``'s own program serves."""
    given = os.environ.get("SERVED_SITE")
    if given:  # an already running one, while working on the tests
        yield given.rstrip("/")
        return
    port = free_port()
    data = tmp_path_factory.mktemp("served")
    log = data / "log"
    with Database(data / "db.sqlite3", SITE) as database, log.open("wb") as output:
        desk, smtp = free_port(), free_port()
        environment = os.environ | database | {
            "DATA_DIR": str(data), "PORT": str(port),
            "STANDINS_PORT": str(desk), "STANDINS_SMTP_PORT": str(smtp),
            # Two workers, which share their limits; and each visitor may have a network of its own.
            "WEB_WORKERS": "2", "TRUSTED_PROXIES": "1",
        }  # fmt: skip
        if os.environ.get("CACHE_URL"):  # the site's rows are not the unit tests' rows
            environment["CACHE_URL"] = redis_database(os.environ["CACHE_URL"], 4)
        process = subprocess.Popen(
            [sys.executable, "-m", "fanmankind.serving"],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            address = f"http://localhost:{port}"
            _wait(address, process, log)
            _desks[address] = f"http://127.0.0.1:{desk}"
            _logs.append(log)
            yield address
        finally:
            started = children(process.pid)
            process.send_signal(signal.SIGINT)
            status = process.wait(timeout=PATIENCE)
            left = [pid for pid in started if _is_alive(pid)]
            assert (status, left) == (0, []), "Ctrl-C must stop everything that was started."


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember where a test begins in the site's log."""
    item.stash[_read] = {log: log.stat().st_size for log in _logs}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say with a failure what the site logged meanwhile: its page tells a reader, not us, why."""
    report = yield
    if report.failed:
        for log in _logs:
            begun = item.stash.get(_read, {}).get(log, 0)
            lines = log.read_bytes()[begun:][-LONGEST_LOG:].decode(errors="replace")
            if lines:
                report.sections.append(("Log of the served site", lines))
    return report


@pytest.fixture(scope="session")
def desk(served: str) -> str:
    """The address of the stand-ins beside the served site."""
    return _desks.get(served) or os.environ.get("SERVED_DESK", "http://127.0.0.1:8001")


def _is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"The site did not come up:\n{log.read_text()[-4000:]}")
