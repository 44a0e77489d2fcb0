"""The questions to the database answer the table of the shield's one rule as Python does."""

from __future__ import annotations

from typing import Any

import pytest

from articles.models import Article, Episode, Season, Show
from articles.shield import Position
from reading.alerts import Alert, wait_for
from reading.models import Bookmark
from reading.progress import Progress, Said, episodes_up_to, say
from reading.shelf_page import Choice, chosen
from tests.accounts.people import make_person
from tests.articles.test_progress_covers_a_boundary import CASES
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
WITH_BOUNDARY = [case for case in CASES if case["boundary"]]
SAVED = Choice("saved", "", 0, "newest")


@pytest.fixture
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Article, Any]:
    """A case as rows: an article that goes as far as its boundary, and a reader of it."""
    show = make_show(seasons=1, episodes=1)
    season, number, _, spoil_me = request.param["progress"]
    stands = _episode(show, season, number) if season else None
    article = make_article(show, boundary=_episode(show, *request.param["boundary"]))
    reader = make_person()
    say(reader, show, Said(stands, bool(spoil_me)))
    return request.param, article, reader


def _episode(show: Show, season: int, number: int) -> Episode:
    row, _ = Season.objects.get_or_create(show=show, number=season)
    found, _ = Episode.objects.get_or_create(season=row, number=number, defaults={"title": "One"})
    return found


@pytest.mark.parametrize("case", WITH_BOUNDARY, indirect=True, ids=lambda case: case["why"])
def test_the_table(case: tuple[dict[str, Any], Article, Any]) -> None:
    row, article, reader = case
    show = article.boundary.season.show
    wait_for(reader, show)
    assert Alert.objects.filter(user=reader).exists() is not row["covers"], "waits"
    Alert.objects.get_or_create(user=reader, article=article)
    assert Alert.objects.covered().exists() is row["covers"], "is mailed"
    Bookmark.objects.create(user=reader, article=article, remind=True)
    assert chosen(reader, SAVED).get().not_due == (0 if row["covers"] else 1), "is due on the shelf"
    progress = Progress.objects.get(user=reader)
    watched = episodes_up_to(show.pk, progress.position).filter(pk=article.boundary_id)
    assert (watched.exists() or progress.spoil_me) is row["covers"], "is watched"


def test_of_what_has_lost_its_boundary_nothing_is_mailed() -> None:
    article, reader = make_article(), make_person()
    say(reader, article.boundary.season.show, Said(None, spoil_me=True))
    Alert.objects.create(user=reader, article=article)
    Article.objects.update(boundary=None)
    assert not Alert.objects.covered().exists()


def test_a_season_is_over_where_its_last_episode_is() -> None:
    show = make_show(seasons=2, episodes=3)
    watched = episodes_up_to(show.pk, Position(1, 3))
    assert [str(episode.position) for episode in watched] == ["S1E1", "S1E2", "S1E3"]
