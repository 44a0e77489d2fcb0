"""An account without a role finds every door of the newsroom closed, and so does a stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles import newsroom
from tests.articles.people import own_draft, somebody
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def _doors(article: Article) -> list[str]:
    pk = [article.pk]
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_pages:edit", args=pk),
        reverse("wagtailadmin_pages:add", args=["articles", "article", article.get_parent().pk]),
        reverse("wagtailadmin_api:pages:detail", args=pk),
        reverse("wagtailimages:index"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("catch_up_report"),
    ]


def test_a_reader(client: Client) -> None:
    article = make_article()
    somebody(client)
    assert {client.get(door).status_code for door in _doors(article)} == {403}


def test_a_stranger(client: Client) -> None:
    for door in _doors(make_article()):
        answer = client.get(door)
        assert answer.status_code in {302, 403}
        if answer.status_code == 302:
            assert "login" in answer["Location"]


def test_not_even_with_a_draft_of_their_own(client: Client) -> None:
    draft = own_draft(somebody(client))
    address = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-publish")
    client.post(address, {}, content_type="application/json")
    assert not Article.objects.get(pk=draft.pk).live
