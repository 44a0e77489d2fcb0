"""An article that moves to another show keeps its old boundary, and is told to choose a new one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db
FOREIGN = "This episode belongs to another show."


def _move(client: Client, article: Article) -> Any:
    address = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, make_show().pk])
    return client.post(address)


def test_the_newsroom_reminds_of_it(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    answer = _move(client, article)
    assert "Its boundary is still" in newsroom.messages_of(answer, client)
    assert client.get(Article.objects.get(pk=article.pk).url).status_code == 200


def test_its_next_version_is_refused_until_then(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    _move(client, article)
    article = Article.objects.get(pk=article.pk)
    answer = newsroom.edit(client, article, newsroom.article_data(article), "action-publish")
    assert answer.status_code == 200
    assert answer.context["form"].errors["boundary"][0] == FOREIGN


def test_a_draft_without_a_boundary_moves_without_a_word(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    answer = _move(client, draft)
    assert "boundary" not in newsroom.messages_of(answer, client)
