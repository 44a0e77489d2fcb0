"""What ``?through=`` may say: a place that is there, once, in one spelling; else nothing is."""

import pytest
from django.test import Client

from articles.models import Article, Show
from tests.articles.surfaces import text_of
from tests.articles.telling import finales, tell
from tests.factories import make_show

pytestmark = pytest.mark.django_db

PAGES = ["catch-up/", "who/", "who.json"]
each_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def show() -> Show:
    show = make_show("The Crossing")
    tell(show, finales(show)[0])
    return show


@each_page
@pytest.mark.parametrize("place", ["s1", "s2", "s1e1", "s2e3"])
def test_a_place_in_the_show_is_found(client: Client, show: Show, page: str, place: str) -> None:
    assert client.get(f"{show.url}{page}?through={place}").status_code == 200


@each_page
@pytest.mark.parametrize(
    "query",
    [
        "through=", "through=s0", "through=s3", "through=s1e0", "through=s1e4", "through=S1",
        "through=s01", "through=s1e01", "through=1", "through=s1e", "through=s1%20",
        "through=s1%00", "through=s1%0A", "through=s%C2%B2", "through=s%D9%A1", "through=s9999",
        "through=s1e99999", "through=s1&through=s1", "through=s1&through=s2", "through=s-1",
        "through[]=s1&through=x",
    ],
)  # fmt: skip
def test_anything_else_is_a_designed_404(client: Client, show: Show, page: str, query: str) -> None:
    answer = client.get(f"{show.url}{page}?{query}")
    assert answer.status_code == 404
    assert "Nothing ends here" in answer.content.decode()


@each_page
def test_an_unknown_or_unpublished_show_is_not_found(client: Client, show: Show, page: str) -> None:
    assert client.get(f"/nowhere/{page}").status_code == 404
    assert client.get(f"/shows/{page}").status_code == 404
    show.unpublish()
    assert client.get(f"{show.url}{page}?through=s1").status_code == 404
    assert client.get(f"{show.url}{page}").status_code == 404


@each_page
def test_other_parameters_make_no_difference(client: Client, show: Show, page: str) -> None:
    plain = text_of(client, f"{show.url}{page}?through=s1")
    assert text_of(client, f"{show.url}{page}?utm_source=x&through=s1&page=9") == plain
    assert text_of(client, f"{show.url}{page}?seen=s2") == text_of(client, f"{show.url}{page}")


@each_page
def test_only_reading_is_answered(client: Client, show: Show, page: str) -> None:
    assert client.post(f"{show.url}{page}").status_code == 405
    assert client.head(f"{show.url}{page}").status_code == 200


@each_page
def test_a_season_without_episodes_is_no_place(client: Client, show: Show, page: str) -> None:
    show.seasons.create(number=3)
    assert client.get(f"{show.url}{page}?through=s3").status_code == 404


def test_a_season_that_still_runs_is_named_by_its_episode(client: Client, show: Show) -> None:
    season = show.seasons.get(number=2)
    season.episode_count = 9
    season.save()
    Article.objects.all().update(live=True)
    html = text_of(client, f"{show.url}catch-up/?through=s2")
    assert f'{show.address}catch-up/?through=s2e3">' in html
    assert "through S2E3</h1>" in html
