"""Ports to listen on: what PORT asks for, and whether it can be had.

Knows the standard library alone, so that ``make serve`` asks before it has installed anything
(``python3 -m fanmankind.ports`` ends with status 1 where the answer is no).
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket

HIGHEST = 65_535
# A browser may take localhost for either; what listens on the other would be taken for the site.
LOCALHOST = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def chosen() -> int:
    """The port that PORT names, 8000 without one. Raises SystemExit, saying why it can not be."""
    word = os.environ.get("PORT", "8000").strip()
    port = int(word) if word.isascii() and word.isdecimal() else 0
    if not 0 < port <= HIGHEST:
        raise SystemExit(f"PORT must be a number from 1 to {HIGHEST}, not {word!r}.")
    for family, address in LOCALHOST:
        error = _trouble(family, address, port)
        if error == errno.EADDRINUSE:
            raise SystemExit(f"Port {port} is taken: another program listens there. {_advice()}")
        if error == errno.EACCES:
            raise SystemExit(f"Port {port} may not be used by this account. {_advice()}")
    return port


def free(wanted: int) -> int:
    """The port that is wanted, or another where somebody listens on it already."""
    for port in (wanted, 0):
        with socket.socket() as probe, contextlib.suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    return wanted


def _trouble(family: socket.AddressFamily, address: str, port: int) -> int | None:
    """The error number of listening there; None where it works. No IPv6 is another error."""
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        return error.errno
    return None


def _advice() -> str:
    """A command to go on with."""
    return f"Choose another, for example: PORT={free(8010)} make serve"


if __name__ == "__main__":
    chosen()
