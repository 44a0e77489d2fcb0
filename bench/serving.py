"""Serving something on one core and asking for it from the other, for the benchmarks."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from deploy.stack.parts import children
from fanmankind import serving
from tests.edge import nginx
from tests.edge.asking import ask

ROOT = Path(__file__).resolve().parent.parent
SERVER_CORE, CLIENT_CORE = "0", "1"
CONNECTIONS = 16
PATIENCE = 60.0  # seconds until a server answers
LOOKED_AT_EVERY, IDLE = 3.0, 0.1  # seconds; the share of a core that the idle use
GLANCE, LONGEST_PILE = 0.2, 10.0  # seconds
SETTLED = 0.5  # MB that a process may gain in a moment and be at rest
SAME_FILE = "same.html"
# What nginx says of a file by itself, and what only it reads.
NGINX_SAYS = {"connection", "content-length", "content-type", "date", "etag", "server",
              "x-accel-expires", "x-request-id"}  # fmt: skip
RATE = re.compile(r"Requests/sec:\s*([\d.]+)")
TROUBLE = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.+)")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass(frozen=True, slots=True)
class Server:
    """Where something is served, and by which process."""

    address: str
    pid: int


@contextlib.contextmanager
def granian(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """Serve a WSGI application on one core, as the site is served."""
    port = free_port()
    command = [
        *("taskset", "-c", SERVER_CORE, sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--blocking-threads", "12", "--log-level", "warning", application),
    ]
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)} | environment,
        start_new_session=True,
    )
    try:
        wait_for(f"http://localhost:{port}/", process)
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


@contextlib.contextmanager
def task_worker(environment: dict[str, str]) -> Iterator[int]:
    """The site's task worker, on the same core; yields its process, which may still be starting."""
    tasks, _ = serving.workers()
    command = ["taskset", "-c", SERVER_CORE, *tasks]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)  # noqa: S603
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextlib.contextmanager
def behind_nginx(site: str, path: str, headers: dict[str, str], folder: Path) -> Iterator[str]:
    """A site behind nginx as ``deploy/`` has it, on the site's core; yields nginx's address.

    The same nginx gives what the site answers there from a file, as ``SAME_FILE``: logged, limited
    and counted as the page is, and with the same headers, which the page could not do without.
    """
    port = free_port()
    given = nginx.configuration(folder, site, port)
    (folder / "same").mkdir(parents=True)
    answer = ask(site, path, headers=headers)
    (folder / "same" / SAME_FILE).write_bytes(answer.body)
    said = [
        f"add_header {name} {json.dumps(value)};"
        for name, value in answer.headers.items()
        if name.lower() not in NGINX_SAYS
    ]
    same = (
        f"location = /{SAME_FILE} {{ root {folder / 'same'}; open_file_cache max=10; "
        f"add_header X-Request-ID $request_id always; {' '.join(said)} }}"
    )
    root = "    location / {\n"
    if given.count(root) != 1:
        raise LookupError("deploy/nginx has no one location for all pages")
    with nginx.running(
        given.replace(root, f"    {same}\n{root}"), folder, port, "taskset", "-c", SERVER_CORE
    ) as address:
        yield address


@contextlib.contextmanager
def nginx_file(body: bytes, folder: Path) -> Iterator[str]:
    """Nginx that does nothing but give a compressed file, unlogged; yields its address."""
    port = free_port()
    folder.mkdir()
    (folder / "page.html").write_bytes(body)
    given = (
        f"server {{ listen 127.0.0.1:{port}; root {folder}; index page.html; "
        "open_file_cache max=10; gzip off; add_header Content-Encoding br; }"
    )
    configured = nginx.around(given, folder)
    with nginx.running(configured, folder, port, "taskset", "-c", SERVER_CORE) as address:
        yield address


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the address answers; SystemExit when its process ends first, or it never does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - our own
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"Nothing answers on {address}.")


def finish() -> None:
    """Wait until the machine does nothing more, for ten seconds at most.

    A server that was asked before has a pile of answers left to make that nobody waits for.
    """
    deadline = time.monotonic() + LONGEST_PILE
    while time.monotonic() < deadline:
        before = _idle_and_all()
        time.sleep(GLANCE)
        idle, everything = (now - was for now, was in zip(_idle_and_all(), before, strict=True))
        if (everything - idle) * (os.cpu_count() or 1) <= everything * IDLE:
            return


def _idle_and_all() -> tuple[int, int]:
    """For how long the cores have done nothing, and how long they have been (proc_stat(5))."""
    spent = [int(each) for each in Path("/proc/stat").read_text().split(maxsplit=9)[1:9]]
    return spent[3] + spent[4], sum(spent)


def rate(address: str, seconds: float, headers: dict[str, str]) -> float:
    """How many answers a second come, asked from the other core. SystemExit on any error."""
    asked = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [
        *("taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}"),
        *("--timeout", "20s", f"-d{seconds:g}s"),
        *asked,
        address,
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    found = RATE.search(said)
    if found is None or not float(found[1]) or TROUBLE.search(said):
        raise SystemExit(f"{address} could not be measured:\n{said}")
    return float(found[1])


def machine(database: str) -> str:
    """What was measured on: the machine, its cores, the versions, the kind of database."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("granian", "django", "wagtail"))
    kind = "PostgreSQL" if database.startswith("postgres") else "SQLite"
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}, "
        f"Python {platform.python_version()}, {kind}; {versions}"
    )


def memory(*pids: int) -> float:
    """The memory of processes and their children, in MB: their share of every page (PSS)."""
    total = 0
    for each in with_children(pids):
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{each}/smaps_rollup").read_text()
            found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
            total += int(found[1]) if found else 0
    return total / 1024


def at_rest(*pids: int) -> float:
    """The memory of processes that have started and do nothing any more, in MB (PSS).

    The worker has what setting up left for it to do, which would take from what is measured.
    """
    now, worked = memory(*pids), processor_time(*pids)
    while True:
        time.sleep(LOOKED_AT_EVERY)
        before, worked_before = now, worked
        now, worked = memory(*pids), processor_time(*pids)
        is_idle = worked - worked_before < LOOKED_AT_EVERY * IDLE
        if is_idle and abs(now - before) <= SETTLED:
            return now


def processor_time(*pids: int) -> float:
    """How long processes and their children have used a processor, with all threads, in seconds."""
    ticks = 0
    for each in with_children(pids):
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])  # utime and stime (proc_pid_stat(5))
    return ticks / os.sysconf("SC_CLK_TCK")


def with_children(pids: Iterable[int]) -> list[int]:
    """Processes, and those that they have started."""
    return [each for pid in pids for each in (pid, *children(pid))]
