"""Guessing from a title how far an article goes. A guess is offered, never set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from articles.models import Episode, Show

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
} | {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        start=1,
    )
}
_NUMBER = r"(\d{1,3}|" + "|".join(_NUMBERS) + r")"
_PLACE = re.compile(
    r"\bs\s?(\d{1,2})\s?[·.,x-]?\s?e(?:p\.?)?\s?(\d{1,3})\b|\b(\d{1,2})x(\d{2,3})\b"
)
_SEASON = re.compile(
    rf"\b(?:season|series|s)[\s-]{{0,2}}{_NUMBER}\b|\b{_NUMBER}\s(?:season|series)\b"
)
_EPISODE = re.compile(rf"\b(?:episode|ep\.?|chapter)[\s-]{{0,2}}{_NUMBER}\b")
_LAST = re.compile(r"\b(?:finale|ending|end|last episode|final episode)\b")
_VERY_LAST = re.compile(r"\bseries (?:finale|ending)\b|\bfinal season\b")


@dataclass(frozen=True, slots=True)
class Guess:
    """A season and an episode; the season's last where there is no number of one."""

    season: int | None = None  # None: the show's last
    episode: int | None = None  # None: the season's last
    words: str = ""

    def stored(self) -> dict[str, Any]:
        """As it is kept with an item."""
        return {"season": self.season, "episode": self.episode, "words": self.words}


def guess(*texts: str) -> Guess | None:
    """What the first of these texts says about a place in a show; None if none says anything."""
    for text in texts:
        if found := _guess(" ".join(text.lower().split())[:300], text.strip()[:120]):
            return found
    return None


def _guess(text: str, words: str) -> Guess | None:
    if match := _PLACE.search(text):
        season, episode = (int(number) for number in match.groups() if number)
        return Guess(season, episode, words)
    episode_match, season_match = _EPISODE.search(text), _SEASON.search(text)
    if season_match:
        season = _number(season_match[1] or season_match[2])
        return Guess(season, _number(episode_match[1]) if episode_match else None, words)
    if _VERY_LAST.search(text):
        return Guess(None, None, words)
    return None


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def episode_for(stored: dict[str, Any], show: Show) -> Episode | None:
    """The episode of a show that a stored guess means; None where the show has no such one.

    A film has but one, whatever the guess.
    """
    from articles.models import Episode

    episodes = Episode.objects.filter(season__show=show)
    if show.is_film:
        return episodes.order_by("season__number", "number").last()
    if not stored:
        return None
    if stored.get("season") is not None:
        episodes = episodes.filter(season__number=stored["season"])
    if stored.get("episode") is not None:
        episodes = episodes.filter(number=stored["episode"])
    return episodes.order_by("season__number", "number").last()


def safe_headline(show: Show, episode: Episode) -> str:
    """A headline that says where an article stands and nothing else."""
    if show.is_film:
        return f"{show.title}: the ending, explained"
    season = episode.season
    is_last = not season.episodes.filter(number__gt=episode.number).exists()
    if is_last:
        return f"{show.title} season {season.number}: the ending, explained"
    return f"{show.title} season {season.number}, episode {episode.number}, explained"
