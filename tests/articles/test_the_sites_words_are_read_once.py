"""However many parts of a page speak the site's words, they are read once, and never kept."""

import pytest
from django.test import Client

from articles.models import SiteWords
from tests.articles.counting import queries
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_once_for_a_page() -> None:
    article = make_article()
    SiteWords.load()
    for address in ("/", article.url, "/feeds/rss.xml"):
        asked = [sql for sql in queries(address) if 'FROM "articles_sitewords"' in sql]
        assert len(asked) == 1, address


def test_a_change_is_seen_at_once(client: Client) -> None:
    make_article()
    words = SiteWords.load()
    for tagline in ("The first one", "The second one"):
        words.tagline = tagline
        words.save()
        assert tagline in client.get("/").content.decode()
        assert SiteWords.current().tagline == tagline


def test_nothing_is_kept_after_a_request(client: Client) -> None:
    make_article()
    SiteWords.load()
    client.get("/")
    SiteWords.objects.update(tagline="Changed elsewhere")
    assert SiteWords.current().tagline == "Changed elsewhere"
