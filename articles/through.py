"""How far a page about a show goes: what ``?through=s3`` or ``?through=s3e4`` asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from articles.listing import prefetch_episodes
from articles.models import Episode, Season, Show
from articles.remembered import remembered
from articles.shield import NOT_STARTED, Position, covers

# One spelling for each place, so that each page has one address: no capitals, no leading zeros.
ASKED = re.compile(r"s([1-9][0-9]{0,2})(?:e([1-9][0-9]{0,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Through:
    """A place in a show that a page goes up to, and nothing beyond it."""

    show: Show
    season: Season
    position: Position
    following: Season | None  # the season after, when the place is a season's end

    @property
    def ends_a_season(self) -> bool:
        """Whether nothing of its season is still to come."""
        return self.position == end_of(self.season) and is_complete(self.season)

    @property
    def value(self) -> str:
        """What the address says: ``s3`` at a season's end, else ``s3e4``.

        A season that is still running is never the answer: what it means would grow with it, and
        a link that was safe would not be so next week.
        """
        label = str(self.position).lower()
        return f"s{self.season.number}" if self.show.is_film or self.ends_a_season else label

    @property
    def name(self) -> str:
        """What a reader calls it: ``Season 3``, ``S3E4``; nothing for a film."""
        if self.show.is_film:
            return ""
        return self.season.name if self.ends_a_season else str(self.position)

    @property
    def episode(self) -> Episode:
        """The last episode that a page which goes this far gives away."""
        number = self.position.episode
        found: Episode = next(e for e in self.season.episodes.all() if e.number == number)
        return found

    def reaches(self, boundary: Position | None) -> bool:
        """Whether somebody who stands here may see what gives away the show up to there."""
        return covers(self.position, boundary)


def end_of(season: Season) -> Position | None:
    """The last episode that is known of a season; None while there is none."""
    numbers = [episode.number for episode in season.episodes.all()]
    return Position(season.number, max(numbers)) if numbers else None


def is_complete(season: Season) -> bool:
    """Whether as many episodes are listed as were announced."""
    return len(season.episodes.all()) >= (season.episode_count or 0)


def seasons_of(show: Show) -> list[Season]:
    """A show's seasons in order with their episodes and how many those are, in two queries."""
    return list(remembered(lambda: _seasons_of(show), "guide", show.pk))


def _seasons_of(show: Show) -> list[Season]:
    found = Season._base_manager.filter(show_id=show.pk).prefetch_related(prefetch_episodes())
    seasons = list(found.order_by("number", "pk"))
    for season in seasons:
        season.episode_total = len(season.episodes.all())
    return seasons


def place(show: Show, seasons: Sequence[Season], position: Position) -> Through | None:
    """The place at this position; None when there is no such episode."""
    season = next((each for each in seasons if each.number == position.season), None)
    if season is None or position.episode not in {e.number for e in season.episodes.all()}:
        return None
    at_the_end = position == end_of(season) and is_complete(season)
    later = [each for each in seasons if each.number > season.number] if at_the_end else []
    return Through(show, season, position, next(iter(later), None))


def asked(request: HttpRequest, show: Show, seasons: Sequence[Season]) -> Through | None:
    """The place that the address asks for; None when it asks for none.

    Raises Http404 for one that is malformed, there twice, or nowhere in this show.
    """
    values = request.GET.getlist("through")
    if not values:
        return None
    match = ASKED.fullmatch(values[0])
    if len(values) > 1 or match is None:
        raise Http404("This is no place in a show.")
    number = int(match[1])
    ends = {season.number: end_of(season) for season in seasons}
    position = Position(number, int(match[2])) if match[2] else ends.get(number)
    found = place(show, seasons, position) if position else None
    if found is None:
        raise Http404("There is no such place in this show.")
    return found


def before_the_first_episode(boundary: Position | None) -> bool:
    """Whether somebody who has not begun may see this."""
    return covers(NOT_STARTED, boundary)
