"""Revealing headlines, deks and pictures come from public JSON, each with its boundary."""

import pytest
from django.test import Client

from articles.models import Season
from tests.factories import episode_of, make_article, make_draft, make_picture, make_show

pytestmark = pytest.mark.django_db


def test_a_seasons_articles_with_what_they_reveal(client: Client) -> None:
    show = make_show()
    early = make_article(show, boundary=episode_of(show, 1, 2), revealing_headline="Ana's gone")
    late = make_article(show, hero=make_picture())
    other = make_article(show, boundary=episode_of(show, 2, 1))
    make_draft(show, boundary=episode_of(show, 1, 1))
    answer = client.get(f"/{show.slug}/seasons/1.json")
    forms = answer.json()["articles"]
    assert list(forms) == [str(early.pk), str(late.pk)]
    assert (forms[str(early.pk)]["at"], forms[str(early.pk)]["headline"]) == ([1, 2], "Ana’s gone")
    assert "srcset" in forms[str(late.pk)]["picture"]
    assert str(other.pk) in client.get(f"/{show.slug}/seasons/2.json").json()["articles"]
    assert "s-maxage" in answer.headers["Cache-Control"]
    assert answer.headers["ETag"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/{show.slug}/guide.json").headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 9])
def test_a_fixed_number_of_queries(client: Client, django_assert_num_queries, count: int) -> None:
    show = make_show()
    for _ in range(count):
        make_article(show, hero=make_picture())
    with django_assert_num_queries(4):
        client.get(f"/{show.slug}/seasons/1.json")


def test_who_is_in_the_middle_of_a_season_is_sent_nothing_from_ahead(client: Client) -> None:
    show = make_show()
    early = make_article(show, boundary=episode_of(show, 1, 2))
    late = make_article(show, boundary=episode_of(show, 1, 3))
    for episode, wanted in ((1, []), (2, [early]), (3, [early, late])):
        answer = client.get(f"/{show.slug}/seasons/1/{episode}.json")
        assert list(answer.json()["articles"]) == [str(article.pk) for article in wanted]
        assert "s-maxage" in answer.headers["Cache-Control"]
    assert client.get(f"/{show.slug}/seasons/1/4.json").status_code == 404
    assert client.get(f"/{show.slug}/seasons/1/0.json").status_code == 404


def test_an_article_that_moved_away_is_not_in_the_old_show(client: Client) -> None:
    show = make_show()
    article = make_article(show)
    article.move(make_show(), pos="last-child")
    assert client.get(f"/{show.slug}/seasons/1.json").json() == {"articles": {}}


def test_the_guide_names_every_episode(client: Client) -> None:
    show = make_show(seasons=2, episodes=2)
    Season.objects.filter(show=show, number=2).update(title="The Long Night")
    article = make_article(show, boundary=episode_of(show, 1, 2))
    make_draft(show, boundary=episode_of(show, 1, 2))
    found = client.get(f"/{show.slug}/guide.json").json()
    assert (found["show"], found["film"]) == (show.pk, False)
    assert found["headlines"] == {str(article.pk): article.title}
    first, second = found["seasons"]
    assert first["episodes"][1] == [2, episode_of(show, 1, 2).pk, "Episode 1-2"]
    assert (second["number"], second["name"]) == (2, "The Long Night")


@pytest.mark.parametrize("path", ["seasons/9.json", "seasons/x.json", "guide.xml"])
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/{make_show().slug}/{path}").status_code == 404


def test_a_show_that_is_not_public(client: Client) -> None:
    show = make_show()
    show.unpublish()
    for path in ("guide.json", "seasons/1.json"):
        assert client.get(f"/{show.slug}/{path}").status_code == 404
    assert client.get("/no-such-show/guide.json").status_code == 404
