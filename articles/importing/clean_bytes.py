"""The bytes of an export made fit for an XML parser, a piece at a time.

WordPress writes whatever its database holds, so real exports have control characters that XML has
no way to write and bytes that are no UTF-8. A single one would stop the parser; here they are
taken out and counted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

PIECE = 64 * 1024  # bytes read at a time
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_NO_TEXT = {"idna", "unicode-escape", "raw-unicode-escape"}  # names of hosts, and Python's own
_NO_CHARACTERS = ("\ufffe", "\uffff")


class UnreadableFile(ValueError):
    """Raised for a file that is no text that could be read. The message is for people."""


def encoding_of(beginning: bytes) -> str:
    """The encoding that a file declares; ``utf-8`` without a word. Raises UnreadableFile."""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    match = _DECLARED.match(beginning.removeprefix(codecs.BOM_UTF8))
    name = match[1].decode("ascii") if match else "utf-8"
    try:
        found = codecs.lookup(name).name
        # Whoever could write the declaration itself in bytes like these; not all of Python's can.
        is_text = found not in _NO_TEXT and b"<?xml".decode(found) == "<?xml"
    except (LookupError, UnicodeError):
        is_text = False
    if not is_text:
        raise UnreadableFile(f"The file says that it is written in “{name}”.")
    return found


class Repairs:
    """Counts what had to be taken out of a file."""

    def __init__(self) -> None:
        self.controls = 0
        self.undecodable = 0


def clean_pieces(file: IO[bytes], repairs: Repairs) -> Iterator[bytes]:
    """The file as UTF-8 that XML may hold, in pieces. Raises UnreadableFile."""
    piece = file.read(PIECE)
    encoding = encoding_of(piece)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    first = True
    while piece:
        if encoding != "utf-16":
            cleaned = piece.translate(None, _CONTROLS)
            repairs.controls += len(piece) - len(cleaned)
            piece = cleaned
        following = file.read(PIECE)
        text = decoder.decode(piece, final=not following)
        repairs.undecodable += text.count("\ufffd")
        for character in _NO_CHARACTERS:
            if character in text:
                repairs.controls += text.count(character)
                text = text.replace(character, "")
        if first:
            # It is UTF-8 from here on, whatever the file says.
            text = re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)
            text, first = text.removeprefix("\ufeff"), False
        yield text.encode("utf-8", "replace")
        piece = following
