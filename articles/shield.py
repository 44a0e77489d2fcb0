"""The shield's one rule: may somebody who stands *here* read what gives away *that*?

Knows positions and boundaries, and no person: whose position it is belongs to ``reading``.
"""

import re
from dataclasses import dataclass
from typing import Protocol, Self

# The furthest that a label can say.
LAST_SEASON, LAST_EPISODE = 999, 9999
LABEL = re.compile(r"S(?P<season>\d{1,3})E(?P<episode>\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in a show: the episode (by season and number) after which somebody stands.

    As a *boundary* it is the last episode that something gives away; as *progress* the last
    episode that a reader has watched. Positions of one show are totally ordered.
    """

    season: int
    episode: int

    def __str__(self) -> str:
        return f"S{self.season}E{self.episode}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a label such as ``S4E10``. Raises ValueError when it is none."""
        match = LABEL.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a position such as S4E10.")
        return cls(int(match["season"]), int(match["episode"]))


NOT_STARTED = Position(0, 0)


def covers(progress: Position, boundary: Position | None) -> bool:
    """Whether a reader at ``progress`` may see what gives away the show up to ``boundary``.

    ``None`` as a boundary means that the thing gives away no more than the show's premise.
    """
    return boundary is None or boundary <= progress


class Said(Protocol):
    """What somebody says of a show: how far they are, and whether they mind spoilers."""

    @property
    def position(self) -> Position:
        """The last episode that they have watched."""

    @property
    def spoil_me(self) -> bool:
        """Whether spoilers are fine with them here."""


def may_see(said: Said | None, boundary: Position | None) -> bool:
    """Whether somebody may see what gives away the show up to ``boundary``.

    Of whom nothing is known (``None``) nothing is assumed.
    """
    if said is None:
        return boundary is None
    return said.spoil_me or covers(said.position, boundary)
