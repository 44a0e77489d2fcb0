"""``make stack``: the whole of an installation on this machine, until Ctrl-C.

nginx before two web processes, PostgreSQL, Redis, the task worker, the mail worker and the
stand-ins; each of them in a folder and on a port of the stack's own.
"""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

from deploy.stack import place
from deploy.stack.whole import Stack
from fanmankind import serving


def main() -> int:
    """Start everything, print the addresses, wait to be told to stop; return the exit status."""
    told = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        told.set()

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, note)
    stack = Stack(place.chosen())
    try:
        stack.start(told)
        if not told.is_set():
            serving.welcome()
            print(f"  What each part says: {stack.keeper.logs}/\n", flush=True)
        told.wait()
    finally:
        stack.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
