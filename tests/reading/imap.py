"""A mailbox on a server that speaks as much IMAP (RFC 3501) as is asked of it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mails: list[bytes]
    seen: set[int]


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _, rest = line.partition(" ")
            self._answer(tag, rest)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def _answer(self, tag: str, rest: str) -> None:
        words = rest.split()
        verb = words[1] if words[0] == "UID" else words[0]
        if verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif verb == "LOGIN" and rest != 'LOGIN us "a secret"':
            return self._say(f"{tag} NO that is not the password wrong-word")
        elif verb == "SELECT":
            self._say(f"* {len(self.server.mails)} EXISTS")
        elif verb == "SEARCH":
            unseen = set(range(1, len(self.server.mails) + 1)) - self.server.seen
            self._say("* SEARCH " + " ".join(map(str, sorted(unseen))))
        elif verb == "FETCH":
            uid = int(words[2])
            mail = self.server.mails[uid - 1]
            self._say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(mail)}}}")
            self.wfile.write(mail + b")\r\n")
        elif verb == "STORE":
            self.server.seen.add(int(words[2]))
        return self._say(f"{tag} OK done")


@contextmanager
def imap_server(mails: list[str]) -> Iterator[int]:
    """Serve these mails to ``us`` with the password ``a secret``; yield the port."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.mails = [mail.replace("\n", "\r\n").encode() for mail in mails]
        server.seen = set()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
