"""An article goes to another show only with a boundary there, whichever way it is moved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def _parent(article: Article) -> int:
    return int(Article.objects.get(pk=article.pk).get_parent().pk)


def test_one_with_a_boundary_stays_and_the_reason_is_given(client: Client) -> None:
    newsroom.sign_in(client)
    article, other = make_article(), make_show()
    home = _parent(article)
    answer: Any = client.post(
        reverse("wagtailadmin_pages:move_confirm", args=[article.pk, other.pk])
    )
    assert answer.status_code == 302
    assert "boundary" in newsroom.messages_of(answer, client)
    assert _parent(article) == home


def test_one_with_a_boundary_stays_in_a_bulk_action_too(client: Client) -> None:
    newsroom.sign_in(client)
    article, other = make_article(), make_show()
    home = _parent(article)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    next_url = reverse("wagtailadmin_home")
    answer: Any = client.post(
        f"{address}?id={article.pk}&next={next_url}", {"chooser": other.pk, "move_applied": "on"}
    )
    assert answer.status_code == 302
    assert _parent(article) == home


def test_a_draft_without_a_boundary_moves(client: Client) -> None:
    newsroom.sign_in(client)
    draft, other = make_draft(), make_show()
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[draft.pk, other.pk]))
    assert _parent(draft) == other.pk
