"""Every feed can be found: by a reader's program in the head, by a person in the footer."""

import pytest
from django.test import Client

from tests.articles.surfaces import SPOILING, soup_of
from tests.factories import make_article

pytestmark = pytest.mark.django_db
KINDS = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


def _alternates(client: Client, address: str) -> list[tuple[str, str]]:
    found = soup_of(client, address).select("head link[rel=alternate]")
    return [(str(link["href"]), str(link["type"])) for link in found]


def test_the_sites_feeds_on_every_page(client: Client) -> None:
    article = make_article()
    for address in ("/", article.get_parent().url, article.url):
        links = _alternates(client, address)
        for kind, mime in KINDS.items():
            assert (f"/feeds/{kind}.xml", mime) in links, address
        assert ("/feeds/feed.json", "application/feed+json") in links, address


def test_a_shows_feeds_on_its_page_and_its_articles(client: Client) -> None:
    article = make_article()
    show = article.get_parent()
    for address in (show.url, article.url):
        links = _alternates(client, address)
        for kind, mime in KINDS.items():
            assert (f"/feeds/{show.slug}/{kind}.xml", mime) in links, address


def test_the_spoiling_feed_says_so_where_it_is_linked(client: Client) -> None:
    make_article()
    link = soup_of(client, "/").select_one(f'.footer a[href="{SPOILING}"]')
    assert link is not None
    assert "spoilers" in link.get_text()
    assert SPOILING not in [href for href, _ in _alternates(client, "/")]
