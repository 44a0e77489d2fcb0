"""The process: HTTP and SMTP on this machine alone, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import struct
import sys
import threading
from types import FrameType
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from standins import places
from standins.app import make_app
from standins.post import open_post
from standins.state import State
from standins.trouble import RESET


class Handler(WSGIRequestHandler):
    """Werkzeug's, which can cut a connection short."""

    def connection_dropped(
        self, error: BaseException, environ: dict[str, Any] | None = None
    ) -> None:
        """Close with a reset where a fault asks for it, so that the client sees one."""
        if environ is None or not environ.get(RESET):
            return
        linger = struct.pack("ii", 1, 0)  # on, for no time at all: close sends RST
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        with contextlib.suppress(OSError):
            os.close(self.connection.detach())


def _wait_for_the_end() -> None:
    """Return on SIGINT or SIGTERM, or once whoever started us is gone, if they asked for it."""
    end = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        end.set()

    signal.signal(signal.SIGINT, note)
    signal.signal(signal.SIGTERM, note)
    parent = os.getppid() if os.environ.get(places.END_WITH_PARENT) else None
    while not end.wait(1.0):
        if parent is not None and os.getppid() != parent:
            return


def serve() -> None:
    """Serve until told to end. Raises SystemExit when a port is taken."""
    port, smtp_port = places.chosen_port(), places.chosen_smtp_port()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    memory = State(port, places.chosen_site_url(), places.chosen_data_dir())
    web = make_server(places.HOST, port, make_app(memory), threaded=True, request_handler=Handler)
    try:
        close_post = open_post(memory.post, memory.faults, places.HOST, smtp_port)
    except OSError as error:
        raise SystemExit(f"No mail can be taken on port {smtp_port}: {error}") from error
    threading.Thread(target=web.serve_forever, daemon=True).start()
    sys.stdout.write(f"Stand-ins on {memory.base}/, mail on {places.HOST}:{smtp_port}\n")
    sys.stdout.flush()
    _wait_for_the_end()
    close_post()
