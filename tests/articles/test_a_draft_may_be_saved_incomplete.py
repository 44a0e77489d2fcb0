"""Work in progress is saved whatever it lacks; only publishing asks for completeness."""

import pytest
from django.test import Client

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def test_a_new_draft(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    answer = newsroom.create(client, show, newsroom.article_data(slug="hardly-begun"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert not Article.objects.get(slug="hardly-begun").live


def test_an_existing_draft(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    answer = newsroom.edit(client, draft, newsroom.article_data(title="Further on"))
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "Further on"


def test_the_next_version_of_a_live_article(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    data = newsroom.article_data(article, takeaways=newsroom.streamfield([]))
    assert newsroom.edit(client, article, data).status_code == 302
    article.refresh_from_db()
    assert article.live
    assert article.has_unpublished_changes
    assert len(article.takeaways) == 3
    assert len(article.get_latest_revision_as_object().takeaways) == 0
