"""How the faults of a server are acted out: an error, a hang, a connection that is cut."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, request

from standins.state import state

RESET = "standins.reset"  # in the WSGI environment: cut this connection without a word


def _cut() -> Response:
    """An answer that never comes: the server closes the socket with a reset."""
    request.environ[RESET] = True

    def nothing() -> Iterator[bytes]:
        raise ConnectionResetError
        yield b""

    return Response(nothing())


def hang() -> None:
    """Wait as long as was asked for, or until a reset."""
    desk = state()
    desk.released.wait(desk.faults.number("hang_seconds"))


def trouble(name: str) -> Response | None:
    """What to answer instead, when this fault is on; after a hang, the usual answer."""
    match state().faults.choice(name):
        case "500":
            return Response("Something broke.\n", 500, mimetype="text/plain")
        case "429":
            return Response("Too many requests.\n", 429, mimetype="text/plain")
        case "503":
            return Response("Not available.\n", 503, mimetype="text/plain")
        case "reset":
            return _cut()
        case "hang":
            hang()
    return None
