"""A season whose episodes are not listed yet tells how many were announced."""

import datetime

import pytest
from django.test import Client

from articles.models import Season, Show
from tests.articles.surfaces import soup_of
from tests.factories import make_show

pytestmark = pytest.mark.django_db


def _told(client: Client, **fields: object) -> str:
    show: Show = make_show(seasons=1)
    Season.objects.create(show=show, number=2, **fields)
    return soup_of(client, show.url).select(".season")[1].get_text(" ", strip=True)


def test_how_many(client: Client) -> None:
    assert "10 episodes announced." in _told(client, episode_count=10)


def test_one(client: Client) -> None:
    assert "1 episode announced." in _told(client, episode_count=1)


def test_and_when_it_began(client: Client) -> None:
    told = _told(client, episode_count=10, first_aired=datetime.date(2026, 3, 27))
    assert "10 episodes announced. Began March 27, 2026" in told


def test_nothing_while_nothing_is_known(client: Client) -> None:
    assert "announced" not in _told(client)


def test_episodes_that_are_listed_count(client: Client) -> None:
    show = make_show(seasons=1, episodes=3)
    Season.objects.filter(show=show).update(episode_count=10)
    text = soup_of(client, show.url).get_text()
    assert "3 episodes" in text
    assert "announced" not in text
