"""Processes that are kept running: one that ends is started again, as systemd would do it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from deploy.stack.place import ROOT

REST = 1.0  # seconds before a process that ended is started again: RestartSec of the units
PATIENCE = 60.0  # seconds until a part takes connections, or ends when it is told to


@dataclass(frozen=True, slots=True)
class Part:
    """One of the processes. ``port`` is where it takes connections, if it does."""

    name: str
    command: list[str]
    port: int | None = None
    environment: dict[str, str] = field(default_factory=dict)
    user: str | None = None


class Keeper:
    """Starts parts, starts them again when they end, and stops them all.

    Each is in a group of its own with all that it starts, so that Ctrl-C reaches it from us alone
    and nothing of it is left behind.
    """

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.parts: dict[str, Part] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.held: set[str] = set()
        self._due: dict[str, float] = {}
        self._lock = threading.RLock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._tend, name="keeper", daemon=True)

    def start(self, part: Part) -> None:
        """Start a part, and keep it from now on."""
        with self._lock:
            self.parts[part.name] = part
            self._launch(part)
        if not self._thread.is_alive() and not self._is_over.is_set():
            self._thread.start()

    def wait_for(self, *names: str) -> None:
        """Return when these parts take connections; SystemExit when one does not."""
        deadline = time.monotonic() + PATIENCE
        for name in names:
            part = self.parts[name]
            while part.port and not listens(part.port):
                if time.monotonic() > deadline:
                    raise SystemExit(f"{name} did not start; see {self.log(name)}.")
                time.sleep(0.05)

    def log(self, name: str) -> Path:
        """The file with what a part says."""
        return self.logs / f"{name}.log"

    def kill(self, name: str, *, hold: bool = False) -> None:
        """End a part and all that it started, without a word of warning (SIGKILL).

        It comes back by itself, or, held, when it is released.
        """
        with self._lock:
            if hold:
                self.held.add(name)
            process = self.processes[name]
            _end_group(process)
            process.wait()

    def release(self, name: str) -> None:
        """Let a part come back."""
        with self._lock:
            self.held.discard(name)
            self._due[name] = 0.0

    def restart(self, name: str) -> None:
        """Ask a part to end in its own time, as ``systemctl restart`` does, and start it anew."""
        with self._lock:
            self.held.add(name)
            process = self.processes[name]
        stop([process], signal.SIGTERM)
        self.release(name)

    def stop(self) -> None:
        """Stop every part, those that others need last."""
        self._is_over.set()
        if self._thread.is_alive():
            self._thread.join()
        for process in reversed(self.processes.values()):
            stop([process])

    def _launch(self, part: Part) -> None:
        with self.log(part.name).open("ab") as output:
            self.processes[part.name] = subprocess.Popen(
                part.command,
                cwd="/" if part.user else ROOT,
                env=os.environ | part.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=part.user,
            )

    def _tend(self) -> None:
        while not self._is_over.wait(0.05):
            with self._lock:
                for name, part in self.parts.items():
                    if name not in self.held and self.processes[name].poll() is not None:
                        self._bring_back(part)

    def _bring_back(self, part: Part) -> None:
        due = self._due.setdefault(part.name, time.monotonic() + REST)
        if time.monotonic() >= due:
            del self._due[part.name]
            _end_group(self.processes[part.name])  # what a process that fell left behind
            self._launch(part)


def stop(processes: Iterable[subprocess.Popen[bytes]], how: int = signal.SIGINT) -> None:
    """Ask processes to end, and end those that have not after a while, with all they started."""
    processes = list(processes)
    for process in processes:
        if process.poll() is None:
            process.send_signal(how)
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE / 4)
        _end_group(process)
        process.wait()


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children(pid: int) -> list[int]:
    """Every process that this one started, and theirs."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *children(int(child))]
    return found
