"""A moment in a page is written as HTML wants it, whatever the database keeps of it."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from articles.models import Article, Correction
from tests.articles.surfaces import soup_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db
VALID = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d{4})?")


def test_an_articles(client: Client) -> None:
    article = make_article()
    precise = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(first_published_at=precise)
    Correction.objects.create(article=article, text="It is two.", noted_at=precise)
    times = [str(time["datetime"]) for time in soup_of(client, article.url).select("time")]
    assert times
    assert [time for time in times if not VALID.fullmatch(time)] == []
