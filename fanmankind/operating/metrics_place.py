"""Where the web processes of one server keep their numbers, so that any of them can tell all.

prometheus_client maps files into memory for that. Their folder is in memory itself where the
system has such a place: a mapped file on a full disk ends the process that writes to it.
This comes before prometheus_client is imported, which looks for the variable only then.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder within it is for its owner alone
NAME = re.compile(r"fanmankind-metrics-(\d+)-(\d+)-(\d+)")


def prepare() -> None:
    """Name the folder of the server that started this process, unless the environment does."""
    if os.environ.get(VARIABLE):
        return
    root = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    forget_dead(root)
    server = os.getppid()
    folder = root / f"fanmankind-metrics-{os.getuid()}-{server}-{started(server)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise SystemExit(f"{folder} is somebody else's; set {VARIABLE} to a folder of the site's.")
    os.environ[VARIABLE] = str(folder)


def forget_dead(root: Path) -> None:
    """Remove the folders of servers of ours that are gone."""
    for folder in root.glob("fanmankind-metrics-*"):
        found = NAME.fullmatch(folder.name)
        if found is None:
            continue
        user, server, moment = map(int, found.groups())
        if user == os.getuid() and started(server) != moment:
            shutil.rmtree(folder, ignore_errors=True)


def started(process: int) -> int:
    """When a process started, in ticks since the machine did; 0 for none, or where nobody knows.

    A number of a process is used again one day; the two together are not.
    """
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return 0
    return int(told.rpartition(")")[2].split()[19])
