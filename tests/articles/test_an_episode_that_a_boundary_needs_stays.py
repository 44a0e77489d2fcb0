"""The show's form refuses to remove an episode, or its season, while a boundary is there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Episode, Fate, Show
from tests.articles import newsroom
from tests.articles.telling import introduce
from tests.factories import episode_of, make_article, make_picture, make_show, paragraph

pytestmark = pytest.mark.django_db
Need = Callable[[Show, Episode], object]


def _article(show: Show, episode: Episode) -> object:
    return make_article(show, boundary=episode)


def _fate(show: Show, episode: Episode) -> object:
    article = make_article(show, boundary=episode_of(show, 1, 1))
    return Fate.objects.create(article=article, character="Ben", line="Goes.", boundary=episode)


def _picture(show: Show, episode: Episode) -> object:
    return make_picture(boundary=episode)


def _passage(show: Show, episode: Episode) -> object:
    value = {"boundary": episode.pk, "label": "Later", "text": "<p>It returns.</p>"}
    body = [paragraph(), {"type": "passage", "value": value}]
    return make_article(show, boundary=episode_of(show, 1, 1), body=body)


def _character(show: Show, episode: Episode) -> object:
    return introduce(show, "Ben", episode)


NEEDS: list[Need] = [_article, _fate, _picture, _passage, _character]


def _without_episode(show: Show) -> dict[str, Any]:
    """The form with the last episode of season 2 ticked for removal."""
    data = newsroom.show_data(show)
    data["seasons"]["1"]["episodes"]["2"]["DELETE"] = "on"
    return data


def _refusal(answer: Any) -> str:
    formset = answer.context["form"].formsets["seasons"]
    nested = [form.formsets["episodes"] for form in formset.forms]
    return " ".join(str(e) for part in [formset, *nested] for e in part.non_form_errors())


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("buttons", [[], ["action-publish"]])
def test_an_episode(client: Client, need: Need, buttons: list[str]) -> None:
    newsroom.sign_in(client)
    show = make_show()
    episode = episode_of(show, 2, 3)
    need(show, episode)
    answer = newsroom.edit_show(client, show, _without_episode(show), *buttons)
    assert answer.status_code == 200
    assert "can't be removed" in _refusal(answer)
    assert "has its boundary there" in _refusal(answer)
    assert Episode.objects.filter(pk=episode.pk).exists()


def test_a_season(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    _article(show, episode_of(show, 2, 3))
    data = newsroom.show_data(show)
    data["seasons"]["1"]["DELETE"] = "on"
    answer = newsroom.edit_show(client, show, data, "action-publish")
    assert answer.status_code == 200
    assert "can't be removed" in _refusal(answer)
    assert show.seasons.count() == 2


def test_an_episode_that_nothing_needs_goes(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    _article(show, episode_of(show, 2, 2))
    answer = newsroom.edit_show(client, show, _without_episode(show), "action-publish")
    assert answer.status_code == 302, answer.context["form"].errors
    assert not Episode.objects.filter(season__show=show, season__number=2, number=3).exists()


def test_one_removed_in_a_draft_and_needed_since_is_no_breakdown(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    newsroom.edit_show(client, show, _without_episode(show))
    episode = episode_of(show, 2, 3)
    _article(show, episode)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={show.pk}&next={reverse('wagtailadmin_home')}")
    assert answer.status_code == 302
    assert "was not published" in newsroom.messages_of(answer, client)
    assert Episode.objects.filter(pk=episode.pk).exists()


def test_deleting_the_whole_show_is_no_breakdown(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    _article(show, episode_of(show, 2, 3))
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[show.pk]))
    assert answer.status_code in {200, 302}
