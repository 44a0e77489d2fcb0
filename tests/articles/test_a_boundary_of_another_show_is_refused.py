"""An article's boundary is an episode of its own show; the form says so, whichever form it is."""

import pytest
from django.test import Client

from articles.models import Article
from tests.articles import newsroom
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db
MESSAGE = "This episode belongs to another show."


@pytest.mark.parametrize("buttons", [[], ["action-publish"]])
def test_in_the_edit_form(client: Client, buttons: list[str]) -> None:
    newsroom.sign_in(client)
    article = make_article(publish=False)
    foreign = episode_of(make_show(), 1, 1)
    data = newsroom.article_data(article, boundary=foreign.pk)
    answer = newsroom.edit(client, article, data, *buttons)
    assert answer.status_code == 200
    assert answer.context["form"].errors["boundary"] == [MESSAGE]


@pytest.mark.parametrize("buttons", [[], ["action-publish"]])
def test_in_the_create_form(client: Client, buttons: list[str]) -> None:
    newsroom.sign_in(client)
    foreign = episode_of(make_show(), 1, 1)
    data = newsroom.article_data(slug="elsewhere", boundary=foreign.pk)
    answer = newsroom.create(client, make_show(), data, *buttons)
    assert answer.status_code == 200
    assert answer.context["form"].errors["boundary"][0] == MESSAGE
    assert not Article.objects.filter(slug="elsewhere").exists()
