"""A film has one season of one episode, and reads as a film wherever it is named."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Show
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


def _film() -> Show:
    show = make_show("The Long Night", seasons=1, episodes=1)
    show.kind = Show.Kind.FILM
    show.save()
    return show


def test_its_episode_is_called_the_film() -> None:
    episode = episode_of(_film(), 1, 1)
    assert episode.label == "the film"
    assert str(episode) == "The Long Night"


def test_its_article_speaks_of_the_film_and_of_no_season(client: Client) -> None:
    film = _film()
    article = make_article(film, boundary=episode_of(film, 1, 1))
    html = client.get(article.url).content.decode()
    assert "This page gives away the whole film." in html
    assert "S1E1" not in html
    assert "Season 1" not in html


def test_lists_speak_of_the_film(client: Client) -> None:
    film = _film()
    make_article(film, boundary=episode_of(film, 1, 1))
    html = client.get("/").content.decode()
    assert "Spoils the film" in html
    assert "S1E1" not in html


def _posted(client: Client, show: Show) -> Any:
    newsroom.sign_in(client)
    return newsroom.edit_show(client, show, newsroom.show_data(show, kind="film"))


def test_the_form_takes_one_of_one(client: Client) -> None:
    assert _posted(client, make_show(seasons=1, episodes=1)).status_code == 302


@pytest.mark.parametrize(("seasons", "episodes"), [(2, 1), (1, 2)])
def test_the_form_refuses_more(client: Client, seasons: int, episodes: int) -> None:
    answer = _posted(client, make_show(seasons=seasons, episodes=episodes))
    assert answer.status_code == 200
