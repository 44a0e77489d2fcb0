"""What an archive has and this site has no place for, by name, so that nobody finds out later."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.importing.report import UNMAPPED, Report

NAMED, LONGEST_NAME = 5, 80  # how many of each sort are named, and in how many characters


@dataclass(slots=True)
class _Sort:
    """Things of one sort: how many there are, and the names of the first."""

    number: int = 0
    names: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


class LeftOut:
    """Gathers what is left out, each sort with its first names."""

    def __init__(self) -> None:
        self._sorts: dict[str, _Sort] = {}

    def add(self, sort: str, name: str, key: str = "") -> None:
        """Note one thing of a sort; one that has a ``key`` counts only once."""
        found = self._sorts.setdefault(sort, _Sort())
        if key and key in found.keys:
            return
        if key:
            found.keys.add(key)
        found.number += 1
        if len(found.names) < NAMED:
            found.names.append(name[:LONGEST_NAME])

    def tell(self, report: Report) -> None:
        """A count and a line for each sort."""
        for sort, found in self._sorts.items():
            report.count(f"left out: {sort}", found.number)
            rest = found.number - len(found.names)
            more = f" and {rest:,} more" if rest else ""
            words = f"There is no place for it here. Left out: {', '.join(found.names)}{more}."
            report.line(UNMAPPED, f"The {sort}", words)
