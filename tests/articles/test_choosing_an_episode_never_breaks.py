"""The chooser of episodes lists them, whatever stands in its address."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.articles import newsroom
from tests.factories import make_show

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["choose", "choose_results"])
@pytest.mark.parametrize("query", ["", "?show=1", "?show=abc", "?season=1", "?number=x"])
def test_with_any_parameter(client: Client, view: str, query: str) -> None:
    newsroom.sign_in(client)
    make_show("A Long Way Home")
    answer = client.get(reverse(f"episode_chooser:{view}") + query)
    assert answer.status_code == 200
    assert "A Long Way Home S1E1" in str(answer.content)


def test_a_page_that_is_no_number(client: Client) -> None:
    newsroom.sign_in(client)
    assert client.get(reverse("episode_chooser:choose") + "?p=abc").status_code == 404
