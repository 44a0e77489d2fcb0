"""RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, each with what its format requires."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Show
from tests.articles.surfaces import SPOILING, xml_of
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def articles() -> list[Article]:
    """Two shows' articles, three in all."""
    show = make_show()
    return [make_article(show), make_article(show), make_article()]


def _rss_addresses() -> list[str]:
    return ["/feeds/rss.xml", SPOILING, *(f"/feeds/{s.slug}/rss.xml" for s in Show.objects.all())]


def _atom_addresses() -> list[str]:
    return ["/feeds/atom.xml", *(f"/feeds/{s.slug}/atom.xml" for s in Show.objects.all())]


def _is_full(address: str | None) -> bool:
    return (address or "").startswith(f"{settings.SITE_URL}/")


def test_rss_has_what_it_needs(client: Client, articles: list[Article]) -> None:
    for address in _rss_addresses():
        answer = client.get(address)
        assert answer.headers["Content-Type"].startswith("application/rss+xml"), address
        root = xml_of(client, address)
        assert root.tag == "rss"
        assert root.get("version") == "2.0"
        channel = root.find("channel")
        assert channel is not None
        assert channel.findtext("title")
        assert channel.findtext("description")
        assert _is_full(channel.findtext("link"))
        assert channel.findtext("language") == "en"
        own = channel.find(f"{ATOM}link[@rel='self']")
        assert own is not None
        assert own.get("href") == f"{settings.SITE_URL}{address}"


def test_rss_entries_have_what_they_need(client: Client, articles: list[Article]) -> None:
    for address in _rss_addresses():
        items = xml_of(client, address).findall("channel/item")
        assert items, address
        guids = [item.findtext("guid") for item in items]
        assert len(set(guids)) == len(guids)
        for item in items:
            assert item.findtext("title")
            assert item.findtext("description")
            assert _is_full(item.findtext("link"))
            assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo
            enclosure = item.find("enclosure")
            assert enclosure is not None
            assert _is_full(enclosure.get("url"))
            assert int(enclosure.get("length") or 0) > 0
            assert enclosure.get("type") == "image/jpeg"


def test_atom_has_what_it_needs(client: Client, articles: list[Article]) -> None:
    for address in _atom_addresses():
        answer = client.get(address)
        assert answer.headers["Content-Type"].startswith("application/atom+xml"), address
        root = xml_of(client, address)
        assert root.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert len(root.findall(f"{ATOM}{name}")) == 1, name
        assert datetime.fromisoformat(root.findtext(f"{ATOM}updated") or "").tzinfo
        own = root.find(f"{ATOM}link[@rel='self']")
        assert own is not None
        assert own.get("href") == f"{settings.SITE_URL}{address}"


def test_atom_entries_have_what_they_need(client: Client, articles: list[Article]) -> None:
    for address in _atom_addresses():
        entries = xml_of(client, address).findall(f"{ATOM}entry")
        assert entries, address
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            for name in ("id", "title", "updated"):
                assert len(entry.findall(f"{ATOM}{name}")) == 1, name
            assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert _is_full(link.get("href"))


def test_atom_names_an_author(client: Client, articles: list[Article]) -> None:
    """RFC 4287, section 4.1.1: a feed without an author needs one in every entry."""
    for address in _atom_addresses():
        root = xml_of(client, address)
        entries = root.findall(f"{ATOM}entry")
        path = f"{ATOM}author/{ATOM}name"
        everywhere = all(entry.findtext(path) for entry in entries)
        assert root.findtext(path) or everywhere, address


def test_json_feed_has_what_it_needs(client: Client, articles: list[Article]) -> None:
    answer: Any = client.get("/feeds/feed.json")
    feed = answer.json()
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{settings.SITE_URL}/feeds/feed.json"
    assert _is_full(feed["home_page_url"])
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids)) == 3
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert _is_full(item["url"])
        assert _is_full(item["image"])
        assert item["content_text"] or item["content_html"]
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).tzinfo


def test_an_article_without_a_date_breaks_none(client: Client, articles: list[Article]) -> None:
    undated = articles[2]
    Article.objects.filter(pk=undated.pk).update(first_published_at=None)
    items = client.get("/feeds/feed.json").json()["items"]
    assert items[-1]["title"] == undated.title  # after all that have one
    assert not {"date_published", "date_modified"} & items[-1].keys()
    for address in _atom_addresses():
        for entry in xml_of(client, address).findall(f"{ATOM}entry"):
            assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
    for address in [*_rss_addresses(), "/sitemap.xml", "/news-sitemap.xml", undated.url, "/"]:
        assert client.get(address).status_code == 200, address
    data = client.get(undated.url).content.decode()
    assert "datePublished" not in data
    assert "None" not in data


def test_a_shows_feed_has_its_own_articles_and_no_other(
    client: Client, articles: list[Article]
) -> None:
    show = articles[0].get_parent()
    for kind in ("rss", "atom"):
        text = client.get(f"/feeds/{show.slug}/{kind}.xml").content.decode()
        assert articles[0].title in text
        assert articles[1].title in text
        assert articles[2].title not in text
        assert show.title in text


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_an_unknown_or_unpublished_show_has_none(client: Client, kind: str) -> None:
    show = make_show()
    show.unpublish()
    assert client.get(f"/feeds/nobody/{kind}.xml").status_code == 404
    assert client.get(f"/feeds/{show.slug}/{kind}.xml").status_code == 404


def test_drafts_are_in_none(client: Client) -> None:
    article = make_article(publish=False)
    for address in [*_rss_addresses(), *_atom_addresses(), "/feeds/feed.json"]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert article.title not in answer.content.decode(), address


def test_the_newest_come_first(client: Client, articles: list[Article]) -> None:
    items = client.get("/feeds/feed.json").json()["items"]
    assert [item["title"] for item in items] == [article.title for article in reversed(articles)]
