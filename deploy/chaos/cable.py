"""The cable to a server of the stack's, which somebody trips over: nothing comes through any more.

A server that is killed refuses, and one that is stopped still has its system acknowledge what is
sent. Behind a cable that is out there is nobody at all, and only time tells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

TABLE = "fanmankind_chaos"  # of the firewall, nobody else's


def can_pull() -> bool:
    """Whether we may: the firewall is root's, and asks for nft (Debian: nftables)."""
    return os.geteuid() == 0 and shutil.which("nft", path="/usr/sbin:/usr/bin") is not None


@contextmanager
def out(port: int) -> Iterator[None]:
    """Lose every packet to and from a port of this machine. CalledProcessError where nft can't."""
    _nft(
        f"table inet {TABLE} {{ chain lost {{ type filter hook input priority 0; "
        f"tcp dport {port} drop; tcp sport {port} drop; }}; }}\n"
    )
    try:
        yield
    finally:
        _nft(f"delete table inet {TABLE}")


def _nft(rules: str) -> None:
    path = {"PATH": "/usr/sbin:/usr/bin"}
    subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True, env=path)  # noqa: S607
