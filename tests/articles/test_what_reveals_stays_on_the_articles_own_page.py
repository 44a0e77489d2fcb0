"""Nothing that reveals an ending is on any other page, feed or sitemap."""

import pytest
from django.test import Client

from articles.models import Article, Author, Episode
from tests.articles import revelations, surfaces
from tests.articles.revelations import WORDS, make_secretive_article
from tests.factories import make_article, make_front

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """The article with the secrets, featured at the front and related to another."""
    found = make_secretive_article()
    front = make_front()
    front.featured = found
    front.save()
    other = make_article(found.get_parent().specific, boundary=Episode.objects.all()[3])
    other.related.create(to=found)
    return found


def _leaks(text: str) -> list[str]:
    return [
        field
        for field, word in [*WORDS.items(), ("passage", revelations.PASSAGE)]
        if word.lower() in text.lower()
    ]


def test_on_every_other_page(client: Client, article: Article) -> None:
    others = [address for address in surfaces.page_addresses() if address != article.url]
    assert {"/", article.get_parent().url, Author.objects.all()[0].url} <= set(others)
    for address in others:
        assert _leaks(surfaces.text_of(client, address)) == [], address


def test_in_every_feed_but_the_spoiling_one(client: Client, article: Article) -> None:
    for address in [*surfaces.FEEDS, *surfaces.show_feeds()]:
        text = surfaces.text_of(client, address)
        assert article.title in text, address
        assert _leaks(text) == [], address


def test_in_the_sitemaps(client: Client, article: Article) -> None:
    for address in surfaces.SITEMAPS:
        text = surfaces.text_of(client, address)
        assert article.url in text, address
        assert _leaks(text) == [], address


def test_all_of_it_is_on_the_articles_own_page(client: Client, article: Article) -> None:
    assert set(_leaks(surfaces.text_of(client, article.url))) == {*WORDS, "passage"} - {
        "hero_title"
    }
