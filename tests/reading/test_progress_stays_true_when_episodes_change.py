"""Progress points at an episode: renumbered it moves along, deleted it steps back."""

import pytest

from articles.models import Episode, Season
from reading.models import Progress
from reading.progress import Said, say
from tests.accounts.people import make_person
from tests.factories import episode_of, make_show

pytestmark = pytest.mark.django_db


def label() -> str:
    return str(Progress.objects.get().position)


def test_it_moves_with_a_number() -> None:
    show = make_show()
    say(make_person(), show, Said(episode_of(show, 1, 2)))
    Episode.objects.filter(season__show=show, number=2).update(number=7)
    assert label() == "S1E7"


def test_it_steps_back_when_the_episode_goes() -> None:
    show = make_show()
    say(make_person(), show, Said(episode_of(show, 2, 1)))
    episode_of(show, 2, 1).delete()
    assert label() == "S1E3"


def test_it_steps_back_over_a_season_that_goes_whole() -> None:
    show = make_show(seasons=3)
    for number in (1, 3):
        say(make_person(), show, Said(episode_of(show, 2, number)))
    Season.objects.get(show=show, number=2).delete()
    assert {str(row.position) for row in Progress.objects.all()} == {"S1E3"}


def test_before_the_first_one_nothing_is_watched() -> None:
    show = make_show()
    say(make_person(), show, Said(episode_of(show, 1, 1)))
    episode_of(show, 1, 1).delete()
    assert Progress.objects.get().episode is None


def test_it_goes_with_its_show() -> None:
    show = make_show()
    say(make_person(), show, Said(episode_of(show, 1, 1)))
    show.delete()
    assert not Progress.objects.exists()
