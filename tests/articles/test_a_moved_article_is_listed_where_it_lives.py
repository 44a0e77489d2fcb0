"""Hub, feed, rail and count of a show are of what lives under it, wherever it came from."""

import pytest
from django.test import Client

from articles.listing import as_show_cards, live_shows
from articles.models import Article
from tests.articles.surfaces import xml_of
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


def test_the_hub_and_the_feed_of_the_new_show(client: Client) -> None:
    old, new = make_show("Old Home"), make_show("New Home")
    article = make_article(old)
    make_article(new)
    article.move(new, pos="last-child")
    path = article.__class__.objects.get(pk=article.pk).get_url()
    assert path.startswith(f"/{new.slug}/")
    for show, listed in ((new, True), (old, False)):
        assert (path in client.get(f"/{show.slug}/").content.decode()) is listed
        feed = xml_of(client, f"/feeds/{show.slug}/rss.xml")
        assert (path in str([link.text for link in feed.iter("link")])) is listed


def test_the_rail_beside_the_articles_that_stayed(client: Client) -> None:
    old, new = make_show("Old Home"), make_show("New Home")
    article = make_article(old)
    stays = make_article(old, boundary=episode_of(old, 2, 1))
    assert article.url in client.get(stays.url).content.decode()
    article.move(new, pos="last-child")
    moved = Article.objects.get(pk=article.pk)
    assert moved.url not in client.get(stays.url).content.decode()


def test_the_number_of_articles_on_the_cards_of_shows() -> None:
    old, new = make_show("Old Home"), make_show("New Home")
    article = make_article(old)
    make_article(old, publish=False)
    article.move(new, pos="last-child")
    counted = {card.show.pk: card.article_count for card in as_show_cards(list(live_shows()))}
    assert counted == {old.pk: 0, new.pk: 1}
