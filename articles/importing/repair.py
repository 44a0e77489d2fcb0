"""Text that was UTF-8 and was read as something else, once or twice, made right again.

First strictly: if a whole document, written back in a single-byte encoding, is UTF-8 without one
exception, then that is what happened to it. Where only a part of a document is damaged, ``ftfy``
looks for sequences that nobody writes. Text that is right passes neither, and is not touched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

ENCODINGS = ("cp1252", "cp1257", "latin-1")
LONGEST_WORD = 400  # characters; longer ones are data of some kind
_LOWER = "a-zß-öø-ÿāčēģīķļņōŗšūžąęłńóśźż"
# Signs that something else was meant, which right text does not show: a capital or a symbol from
# beyond ASCII inside a word of small letters, three such in a row, or a control character.
_LEAD = "À-ßĄĮĀĆĘĒČŹĖĢĶĪĻŠŃŅŌŁŚŪŻŽ"  # what the first byte of a letter in UTF-8 was read as
_NEXT = "\u00a0-\u00bf‚„…†‡ˆ‰‹‘’“”•–—˜™›€"  # and what its second byte was read as
_EVIDENCE = re.compile(
    rf"[\x80-\x9f]|[{_LOWER}][{_LEAD}][^\x00-\x7f]|[{_LEAD}][^\x00-\x7f][a-z]"
    rf"|[âā]€[^\x00-\x7f]|[ÃĆ][^\x00-\x7f][ÂĀâāÃĆ]|(?:[{_LEAD}][{_NEXT}]){{2}}"
    "|Â[\u00a0°£©®½]"
)
_WORDS = re.compile(r"[^ \t\n\r<>\"]+")
_ASCII_GAP = re.compile(r"[ \t\n\r]+")
_CONTROL = re.compile("[\x80-\x9f\ufffd]")
_CONFIG = TextFixerConfig(unescape_html=False, explain=False)


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged word as it was and as it is now, and how often the document has it."""

    before: str
    after: str
    times: int = 1


@cache
def _table(encoding: str) -> dict[int, int]:
    """Character to byte; a byte that the encoding leaves undefined stands for its own number.

    That is how browsers and databases read such bytes (https://encoding.spec.whatwg.org/).
    """
    table: dict[int, int] = {}
    for number in range(256):
        try:
            table[ord(bytes([number]).decode(encoding))] = number
        except UnicodeDecodeError:
            table[number] = number
    return table


def _reread(text: str, encoding: str) -> str | None:
    """The text written back in this encoding and read as UTF-8; None where that fails."""
    try:
        written, _ = codecs.charmap_encode(text, "strict", _table(encoding))
        return written.decode("utf-8")
    except UnicodeError:
        return None


def _strict(text: str) -> str:
    """Reread as often as the damage was done; the same text where there is no damage."""
    for encoding in ENCODINGS if _EVIDENCE.search(text) else ():
        found = _reread(text, encoding)
        if found is None or found == text:
            continue
        again = _strict(found)
        if not _CONTROL.search(again):
            return again
    return text


def repair(text: str) -> tuple[str, list[Repair]]:
    """The text made right, and every distinct word that changed. Takes time linear in its length.

    Right text comes back as it is, with no repairs.
    """
    if text.isascii():
        return text, []
    fixed = _strict(text)
    if fixed == text:
        fixed = _by_words(text)
    return (fixed, list(_differences(text, fixed))) if fixed != text else (text, [])


def _by_words(text: str) -> str:
    """Repair only what is damaged, in text of which other parts are right."""
    words = {word for word in set(_WORDS.findall(text)) if not word.isascii()}
    fixed = {word: _fix_word(word) for word in words}
    changed = {word: new for word, new in fixed.items() if new != word}
    if not changed:
        return text
    return _WORDS.sub(lambda word: changed.get(word[0], word[0]), text)


def _fix_word(word: str) -> str:
    """A word reread, else mended by ftfy; not longer stretches, of which parts may be right."""
    if len(word) > LONGEST_WORD:
        return word
    found = _strict(word)
    if found != word or not _EVIDENCE.search(word) or not is_bad(word):
        return found
    return fix_encoding(word, _CONFIG)


def _differences(before: str, after: str) -> Iterator[Repair]:
    """The words that changed. No UTF-8 sequence holds an ASCII space, so words stay in step."""
    old, new = _ASCII_GAP.split(before), _ASCII_GAP.split(after)
    if len(old) != len(new):
        yield Repair(before[:200], after[:200])
        return
    found: dict[tuple[str, str], int] = {}
    for pair in zip(old, new, strict=True):
        if pair[0] != pair[1]:
            found[pair] = found.get(pair, 0) + 1
    for (one, other), times in found.items():
        yield Repair(one[:200], other[:200], times)
