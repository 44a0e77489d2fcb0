"""Copies of answers: a page's bytes in every coding, with the headers that go with each."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from fanmankind.edge.compression import SMALLEST, compress, is_compressible
from fanmankind.edge.watch import Seal

Headers = list[tuple[str, str]]

OF_THE_BODY = {"content-length", "content-encoding"}
# What a 304 says (RFC 9110, 15.4.5): what may have changed, and nothing of the body.
OF_A_304 = {
    "cache-control", "cdn-cache-control", "content-security-policy", "etag", "expires",
    "permissions-policy", "vary",
}  # fmt: skip
OF_THE_MOMENT = {"x-accel-expires"}  # said anew with each answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered to one question, whole."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """A header's value, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])


@dataclass(frozen=True, slots=True)
class Origin:
    """What a copy was made from, and when that began (seconds since 1970)."""

    section: str
    seal: Seal
    born: float


@dataclass(slots=True)
class Copy:
    """An answer in every coding, ready to be given."""

    answer: Answer
    origin: Origin
    codings: dict[str, tuple[Headers, bytes]]
    etag: str
    expires: float  # by the monotonic clock
    rests_until: float = 0.0  # as long as making a newer one has just failed
    is_wanted: bool = False  # since somebody last looked for room

    @property
    def size(self) -> int:
        """About the bytes of memory that it takes."""
        return sum(len(body) for _, body in self.codings.values()) + 2_000

    @property
    def unchanged(self) -> Headers:
        """The headers that say that a client has this already."""
        return [(key, value) for key, value in self.answer.headers if key.lower() in OF_A_304]


def compressed(answer: Answer) -> dict[str, bytes]:
    """The answer's body in the codings that it gains from."""
    if not is_compressible(answer.header("content-type")) or len(answer.body) < SMALLEST:
        return {}
    return {coding: compress(answer.body, coding) for coding in ("br", "gzip")}


def copy_of(answer: Answer, origin: Origin, bodies: dict[str, bytes], lasts: float) -> Copy:
    """Make a copy that lasts so many seconds from its origin, in these codings and as it is."""
    left_out = OF_THE_BODY | (OF_THE_MOMENT if origin.section else set())
    plain = [(key, value) for key, value in answer.headers if key.lower() not in left_out]
    codings = {}
    for coding, body in {"identity": answer.body, **bodies}.items():
        length = ("Content-Length", str(len(body)))
        of_body = [] if coding == "identity" else [("Content-Encoding", coding)]
        codings[coding] = ([*plain, *of_body, length], body)
    etag = answer.header("etag").removeprefix("W/")
    return Copy(
        answer, origin, codings, etag, time.monotonic() + lasts - (time.time() - origin.born)
    )


@dataclass(slots=True)
class Memory:
    """The copies that this process holds, within a number of bytes.

    Where there is no room, what nobody has asked for since the last time goes first.
    """

    room: int
    taken: int = 0
    copies: dict[str, Copy] = field(default_factory=dict)
    _changing: threading.Lock = field(default_factory=threading.Lock)

    def put(self, key: str, copy: Copy) -> None:
        """Hold a copy, in place of an earlier one."""
        if copy.size > self.room // 4:
            return
        with self._changing:
            self._drop(key)
            self._make_room(copy.size)
            self.copies[key] = copy
            self.taken += copy.size

    def drop(self, key: str) -> None:
        """Hold it no more."""
        with self._changing:
            self._drop(key)

    def _drop(self, key: str) -> None:
        gone = self.copies.pop(key, None)
        if gone is not None:
            self.taken -= gone.size

    def _make_room(self, size: int) -> None:
        while self.copies and self.taken + size > self.room:
            oldest = next(iter(self.copies))
            copy = self.copies[oldest]
            if copy.is_wanted:
                copy.is_wanted = False
                self.copies[oldest] = self.copies.pop(oldest)
            else:
                self._drop(oldest)
