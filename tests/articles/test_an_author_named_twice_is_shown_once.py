"""An author whom a writer put on an article twice is on its page once, and it on theirs."""

import pytest
from django.test import Client

from articles.models import Byline
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db


def test_on_both_pages(client: Client) -> None:
    author = make_author("Ana Writer")
    article = make_article(publish=False, author=author)
    article.bylines.add(Byline(author=author))
    article.save_revision(clean=False).publish()
    article.refresh_from_db()
    assert article.bylines.count() == 2
    assert client.get(article.url).content.decode().count('rel="author"') == 1
    assert client.get(author.url).content.decode().count('class="card"') == 1
