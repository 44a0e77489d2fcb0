"""A real name server on the loopback that answers with the TXT records it is given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset


@contextmanager
def name_server(records: dict[str, list[str]]) -> Iterator[str]:
    """Serve the records, by name; gives the server's address. Other names do not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        thread = Thread(target=_serve, args=(listening, records), daemon=True)
        thread.start()
        host, port = listening.getsockname()
        try:
            yield f"{host}:{port}"
        finally:
            listening.sendto(b"", (host, port))
            thread.join()


def _serve(listening: socket.socket, records: dict[str, list[str]]) -> None:
    while True:
        question, asker = listening.recvfrom(4096)
        if not question:
            return
        listening.sendto(_answer(question, records), asker)


def _answer(question: bytes, records: dict[str, list[str]]) -> bytes:
    asked = dns.message.from_wire(question)
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.RA
    name = asked.question[0].name
    texts = records.get(name.to_text(omit_final_dot=True))
    if texts is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    else:
        quoted = [
            " ".join(f'"{text[i : i + 200]}"' for i in range(0, len(text), 200)) for text in texts
        ]
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
    return answer.to_wire()
