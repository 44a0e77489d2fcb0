"""The sitemap lists every public page with its date and safe picture; news the last two days."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from articles import sitemaps
from articles.models import Article
from tests.articles.surfaces import page_addresses, xml_of
from tests.factories import make_article, make_show

pytestmark = pytest.mark.django_db
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def _entries(client: Client, address: str = "/sitemap.xml") -> dict[str, Any]:
    root = xml_of(client, address)
    assert root.tag == f"{SITE}urlset"
    entries = {url.findtext(f"{SITE}loc") or "": url for url in root.findall(f"{SITE}url")}
    return {loc.removeprefix(settings.SITE_URL): url for loc, url in entries.items()}


def _published(hours_ago: float) -> Article:
    article = make_article()
    moment = timezone.now() - timedelta(hours=hours_ago)
    Article.objects.filter(pk=article.pk).update(first_published_at=moment)
    return article


def _listed() -> set[str]:
    """Every live page, and where to catch up with a show that has an ending."""
    shows = {article.get_parent().url for article in Article.objects.live()}
    return {*page_addresses(), *(f"{show}catch-up/" for show in shows)}


def test_every_live_page_and_nothing_else(client: Client) -> None:
    live, draft = make_article(), make_article(publish=False)
    entries = _entries(client)
    assert set(entries) == _listed()
    assert live.url in entries
    assert draft.url not in entries


def test_the_media_type(client: Client) -> None:
    make_article()
    for address in ("/sitemap.xml", "/news-sitemap.xml"):
        assert client.get(address).headers["Content-Type"].startswith("application/xml")


def test_an_article_has_its_last_change_and_its_safe_picture(client: Client) -> None:
    article = make_article()
    changed = timezone.now() + timedelta(hours=1)
    Article.objects.filter(pk=article.pk).update(updated_at=changed)
    entry = _entries(client)[article.url]
    last = datetime.fromisoformat(entry.findtext(f"{SITE}lastmod") or "")
    assert abs(last - changed) < timedelta(seconds=1)
    image = entry.findtext(f"{IMAGE}image/{IMAGE}loc") or ""
    assert image.startswith(f"{settings.SITE_URL}/media/")
    assert article.safe_hero.file.name.rsplit("/", 1)[-1].removesuffix(".png") in image


def test_past_the_limit_there_is_an_index(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 3)
    for _ in range(4):
        make_article(make_show(), publish=False)
    make_article()
    root = xml_of(client, "/sitemap.xml")
    assert root.tag == f"{SITE}sitemapindex"
    parts = [loc.text or "" for loc in root.iter(f"{SITE}loc")]
    assert len(parts) == len(
        {pk // 3 for pk in Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)}
    )
    listed: set[str] = set()
    for part in parts:
        listed |= set(_entries(client, part.removeprefix(settings.SITE_URL)))
    assert listed == _listed()


@pytest.mark.parametrize(
    "number", ["0", "99998", "-1", "x", "9" * 30, "1e3", "٣", "01", "00000199", "0000001"]
)
def test_a_part_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    make_article()
    assert client.get("/sitemap.xml", {"p": number}).status_code == 404


def test_news_has_the_last_two_days_only(client: Client) -> None:
    new, old = _published(47), _published(49)
    entries = _entries(client, "/news-sitemap.xml")
    assert set(entries) == {new.url}
    assert old.url not in entries


def test_news_has_what_it_needs(client: Client) -> None:
    article = _published(1)
    news = _entries(client, "/news-sitemap.xml")[article.url].find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "fanmankind"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "en"
    assert news.findtext(f"{NEWS}title") == article.title
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date") or "").tzinfo


def test_without_news_it_is_still_a_sitemap(client: Client) -> None:
    _published(100)
    assert _entries(client, "/news-sitemap.xml") == {}


def test_robots_keeps_machines_from_what_is_private_and_from_nothing_else(client: Client) -> None:
    """What is for no index has to be fetched to say so."""
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    kept = [line.split(": ")[1] for line in lines if line.startswith("Disallow")]
    assert kept == ["/cms/", "/accounts/", "/reading/"]


def test_robots_names_both(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for name in ("sitemap.xml", "news-sitemap.xml"):
        assert f"Sitemap: {settings.SITE_URL}/{name}" in text
