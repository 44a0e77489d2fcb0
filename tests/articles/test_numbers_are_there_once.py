"""The show's form refuses two seasons, or two episodes of a season, of the same number."""

from typing import Any

import pytest
from django.test import Client

from tests.articles import newsroom
from tests.factories import make_show

pytestmark = pytest.mark.django_db


def _errors(answer: Any) -> list[str]:
    formset = answer.context["form"].formsets["seasons"]
    nested = [form.formsets["episodes"] for form in formset.forms]
    return [str(e) for part in [formset, *nested] for e in part.non_form_errors()]


def test_two_seasons(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    data = newsroom.show_data(show)
    data["seasons"]["1"]["number"] = 1
    answer = newsroom.edit_show(client, show, data)
    assert answer.status_code == 200
    assert _errors(answer) == ["Number 1 is there 2 times."]


def test_two_episodes(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    data = newsroom.show_data(show)
    data["seasons"]["1"]["episodes"]["2"]["number"] = 2
    answer = newsroom.edit_show(client, show, data)
    assert answer.status_code == 200
    assert _errors(answer) == ["Number 2 is there 2 times."]
    assert "Number 2 is there 2 times." in answer.content.decode()


def test_the_number_of_a_removed_one_is_free(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    data = newsroom.show_data(show)
    data["seasons"]["1"]["episodes"]["1"]["DELETE"] = "on"
    data["seasons"]["1"]["episodes"]["2"]["number"] = 2
    assert newsroom.edit_show(client, show, data).status_code == 302


def test_one_episode_of_each_season_may_have_the_same_number(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    assert newsroom.edit_show(client, show, newsroom.show_data(show)).status_code == 302


@pytest.mark.parametrize("number", ["0", "-1", "one"])
def test_a_number_is_one_or_more(client: Client, number: str) -> None:
    newsroom.sign_in(client)
    show = make_show()
    data = newsroom.show_data(show)
    data["seasons"]["0"]["number"] = number
    assert newsroom.edit_show(client, show, data).status_code == 200
