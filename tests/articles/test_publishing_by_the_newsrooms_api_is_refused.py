"""The newsroom's own API answers a refusal with what is missing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.articles import newsroom
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


def _act(client: Client, article: Article, action: str, **data: Any) -> Any:
    address = reverse("wagtailadmin_api:pages:action", args=[article.pk, action])
    return client.post(address, data, content_type="application/json")


def test_publishing_an_incomplete_article(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    answer = _act(client, draft, "publish")
    assert answer.status_code == 400
    assert answer.json()["body"] == ["Write the article."]
    assert answer.json()["bylines"] == ["Name at least one author who has a public page."]
    draft.refresh_from_db()
    assert not draft.live


def test_the_schedule_stays_as_it_was(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article(publish=False)
    newsroom.schedule(article, timezone.now() + timedelta(days=1))
    article.takeaways = []
    article.save_revision(clean=False)
    assert _act(client, article, "publish").status_code == 400
    assert article.revisions.filter(approved_go_live_at__isnull=False).count() == 1


def test_publishing_a_complete_article(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article(publish=False)
    assert _act(client, article, "publish").status_code == 200
    article.refresh_from_db()
    assert article.live
