"""A draft of a show that would make a live article untrue is refused by every door, with why.

It was fine when it was saved: the article went out after that.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Episode, Fate, Show
from articles.schedule import work_off
from articles.show_order import ShowUntrue
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_show, paragraph

pytestmark = pytest.mark.django_db
UNTRUE = "would not be true any more"


def _draft(show: Show, change: Any) -> None:
    """Save a draft in which each season's list of episodes is what ``change`` makes of it."""
    seasons = list(show.seasons.all())
    for season in seasons:
        season.episodes = change(list(season.episodes.all()))
    show.seasons = seasons
    show.save_revision(clean=False)


def _backwards(episodes: list[Episode]) -> list[Episode]:
    for episode in episodes:
        episode.number = len(episodes) + 1 - episode.number
    return episodes


@pytest.fixture
def show() -> Show:
    """A show with a draft that tells its episodes backwards, and an article that minds."""
    show = make_show()
    _draft(show, _backwards)
    article = make_article(show, boundary=episode_of(show, 1, 3))
    Fate.objects.create(
        article=article, character="Bo", line="Goes.", boundary=episode_of(show, 1, 1)
    )
    return show


def _is_untouched(show: Show) -> bool:
    return all(
        episode.title == f"Episode {episode.season.number}-{episode.number}"
        for episode in Episode.objects.filter(season__show=show)
    )


def _approve(client: Client, show: Show, user: Any, **headers: str) -> Any:
    newsroom.make_workflow()
    state = newsroom.in_review(show, user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[show.pk, "approve", state.pk])
    return client.post(address, {"comment": ""}, headers=headers)


def test_publishing_the_revision(show: Show) -> None:
    with pytest.raises(ShowUntrue) as refusal:
        show.get_latest_revision().publish()
    assert "The fate of Bo gives away" in str(refusal.value)
    assert _is_untouched(show)


def test_bulk_publishing_goes_on_with_the_others(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    good = make_article(publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    back = reverse("wagtailadmin_home")
    answer = client.post(f"{address}?id={show.pk}&id={good.pk}&next={back}")
    assert UNTRUE in newsroom.messages_of(answer, client)
    assert _is_untouched(show)
    good.refresh_from_db()
    assert good.live


def test_approving_it(client: Client, show: Show) -> None:
    answer = _approve(client, show, newsroom.sign_in(client))
    assert answer.status_code == 302
    assert UNTRUE in newsroom.messages_of(answer, client)
    assert _is_untouched(show)


def test_approving_it_by_script(client: Client, show: Show) -> None:
    user = newsroom.sign_in(client)
    answer = _approve(client, show, user, **{"x-requested-with": "XMLHttpRequest"})
    assert answer.json()["step"] == "success"
    shown = client.get(answer.json()["redirect"])
    assert UNTRUE in " ".join(str(message) for message in shown.context["messages"])


def test_the_newsrooms_api(client: Client, show: Show) -> None:
    newsroom.sign_in(client)
    address = reverse("wagtailadmin_api:pages:action", args=[show.pk, "publish"])
    answer = client.post(address, {}, content_type="application/json")
    assert answer.status_code == 400
    assert UNTRUE in answer.json()["seasons"][0]
    assert _is_untouched(show)


def test_the_schedule_says_so_once_and_goes_on(show: Show) -> None:
    good = make_article(publish=False)
    newsroom.schedule(Show.objects.get(pk=show.pk), timezone.now() - timedelta(minutes=20))
    newsroom.schedule(good, timezone.now() - timedelta(minutes=10))
    said = "\n".join(work_off())
    assert UNTRUE in said
    assert f"Published “{good.title}”" in said
    assert list(work_off()) == []
    assert _is_untouched(show)


def test_an_episode_that_only_a_passage_needs_stays() -> None:
    show = make_show()
    _draft(show, lambda episodes: episodes[:-1])
    value = {"boundary": episode_of(show, 2, 3).pk, "label": "Later", "text": "<p>It is.</p>"}
    make_article(show, body=[paragraph(), {"type": "passage", "value": value}])
    with pytest.raises(ShowUntrue, match="can't be removed"):
        show.get_latest_revision().publish()
    assert _is_untouched(show)


@pytest.mark.parametrize("part", ["season", "episode"])
def test_two_of_one_number(part: str) -> None:
    show = make_show()
    for row in show.seasons.all() if part == "season" else show.seasons.first().episodes.all():
        row.number = 1
        row.save()
    with pytest.raises(ShowUntrue, match="Number 1 is there"):
        Show.objects.get(pk=show.pk).save_revision(clean=False).publish()


def test_a_film_of_two_seasons() -> None:
    show = make_show(episodes=1)
    show.kind = Show.Kind.FILM
    with pytest.raises(ShowUntrue, match="A film is one season"):
        show.save_revision(clean=False).publish()


def test_a_change_that_leaves_everything_true_goes_out(show: Show) -> None:
    Fate.objects.filter(character="Bo").delete()
    Show.objects.get(pk=show.pk).get_latest_revision().publish()
    assert episode_of(show, 1, 1).title == "Episode 1-3"
