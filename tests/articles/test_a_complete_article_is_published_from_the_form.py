"""The Publish button on a complete article publishes it, each of its rows once."""

import pytest
from django.test import Client

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_from_the_create_form(client: Client) -> None:
    newsroom.sign_in(client)
    model = make_article(publish=False)
    data = newsroom.filled_in(model) | {"slug": "made-in-the-form"}
    for rows in ("bylines", "fates"):
        data[rows] |= {"INITIAL_FORMS": "0", "0": data[rows]["0"] | {"id": ""}}
    answer = newsroom.create(
        client, model.get_parent().specific, newsroom.article_data(**data), "action-publish"
    )
    assert answer.status_code == 302, answer.context["form"].errors
    made = Article.objects.get(slug="made-in-the-form")
    assert made.live
    assert [made.bylines.count(), made.fates.count()] == [1, 1]
    assert client.get(made.url).status_code == 200


def test_from_the_edit_form(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_article(publish=False)
    answer = newsroom.edit(client, draft, newsroom.article_data(draft), "action-publish")
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    assert draft.live
    assert [draft.bylines.count(), draft.fates.count()] == [1, 1]
