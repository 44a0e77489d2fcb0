"""What a check finds: how serious it is, where it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whether a finding keeps the article from being published, or is worth a look."""

    BLOCKING = "blocking"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: the form's field (and the body's block) that it is about, and what to do."""

    field: str
    message: str
    mend: str
    level: Level = Level.ADVISORY
    block: str = ""  # the block's identifier, where one block of a stream is meant

    @property
    def path(self) -> str:
        """The field's place in the form, as Wagtail's comments write it."""
        return f"{self.field}.{self.block}" if self.block else self.field


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the checks say about one article, what blocks first."""

    blocking: list[Finding]
    advisory: list[Finding]
    words: int
    minutes: int

    @property
    def total(self) -> int:
        """How many things there are to look at."""
        return len(self.blocking) + len(self.advisory)
