"""What an import says about itself: counts, and a line for each thing that somebody should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

FAILED, REPAIRED, UNMAPPED, BROKEN, MISSING, TAKEN, NOTE = (
    "failed", "repaired", "unmapped", "broken link", "missing picture", "address", "note",
)  # fmt: skip
KINDS = {
    FAILED: "Not brought along",
    REPAIRED: "Repaired text",
    UNMAPPED: "Needs a look",
    BROKEN: "Broken links",
    MISSING: "Missing pictures",
    TAKEN: "Old addresses",
    NOTE: "Notes",
}
LONGEST_ABOUT, LONGEST_WORDS = 300, 600


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to know: its kind, what it is about, and what."""

    kind: str
    about: str
    words: str


class Report:
    """Counts and passes lines on as they come, so that it stays small however long they get."""

    def __init__(self, sink: Callable[[Line], None]) -> None:
        self.sink = sink
        self.counts: Counter[str] = Counter()
        self._taken: set[str] = set()

    def count(self, what: str, number: int = 1) -> None:
        """Add to a count. ``what`` reads after a number: ``posts``, ``pictures``."""
        self.counts[what] += number

    def line(self, kind: str, about: str, words: str) -> None:
        """Pass a line on; every kind is counted."""
        self.counts[kind] += 1
        self.sink(Line(kind, about[:LONGEST_ABOUT], words[:LONGEST_WORDS]))

    def kept(self, what: str, text: str, longest: int, about: str = "") -> str:
        """As much of a text as its field takes; of one that is cut, the rest is told."""
        if len(text) > longest:
            words = f"The {what} was cut after {longest:,} characters: …{text[longest:]}"
            self.line(NOTE, about or text, words)
        return text[:longest]

    def taken(self, addresses: Iterable[str]) -> None:
        """Say of each old address, once, that it leads elsewhere already."""
        for each in addresses:
            if each not in self._taken:
                self._taken.add(each)
                self.line(TAKEN, each, "leads elsewhere already.")


def summary(counts: Counter[str] | dict[str, int]) -> Iterator[str]:
    """The counts as lines: first what there is, then what the lines are about."""
    for what in sorted(set(counts) - set(KINDS)):
        yield f"{counts[what]:>8,}  {what}"
    for kind, title in KINDS.items():
        if counts.get(kind):
            yield f"{counts[kind]:>8,}  {title.lower()}"
