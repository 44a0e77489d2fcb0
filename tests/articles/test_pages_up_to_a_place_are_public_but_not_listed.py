"""A page up to a place is public and kept by caches; only the safe page is found by a search."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from articles.models import Article, Show
from tests.articles import newsroom
from tests.articles.surfaces import soup_of, strictly, text_of
from tests.articles.telling import finales, introduce, tell
from tests.factories import make_show

pytestmark = pytest.mark.django_db
each_page = pytest.mark.parametrize("page", ["catch-up", "who"])


@pytest.fixture
def show() -> Show:
    show = make_show("The Crossing", seasons=3)
    introduce(show, "Ana")
    for end in finales(show)[:2]:
        tell(show, end)
    return show


@pytest.fixture
def article(show: Show) -> Article:
    return Article.objects.order_by("pk")[0]


def meta(soup: BeautifulSoup, name: str) -> str:
    return str(soup.select_one(f'meta[name="{name}"]')["content"])


def canonical(soup: BeautifulSoup) -> str:
    return str(soup.select_one('link[rel="canonical"]')["href"])


@each_page
def test_everybody_gets_the_same_bytes_without_a_cookie(
    client: Client, show: Show, page: str
) -> None:
    address = f"{show.url}{page}/?through=s1"
    answer = client.get(address)
    newsroom.sign_in(client)
    assert client.get(address).content == answer.content
    assert answer["Cache-Control"].startswith("public")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@each_page
def test_the_safe_page_is_listed_and_one_up_to_a_place_is_not(
    client: Client, show: Show, page: str
) -> None:
    assert meta(soup_of(client, f"{show.url}{page}/"), "robots") != "noindex"
    assert meta(soup_of(client, f"{show.url}{page}/?through=s1"), "robots") == "noindex"
    sitemap = text_of(client, "/sitemap.xml")
    assert f"{settings.SITE_URL}{show.address}{page}/<" in sitemap
    assert "through=" not in sitemap


@each_page
def test_a_show_with_nothing_to_tell_is_not_listed(client: Client, page: str) -> None:
    empty = make_show("Empty")
    soup = soup_of(client, f"{empty.url}{page}/")
    assert meta(soup, "robots") == "noindex"
    assert f"{empty.address}{page}/" not in text_of(client, "/sitemap.xml")
    assert f"{empty.address}{page}/" not in text_of(client, empty.url)


@each_page
@pytest.mark.parametrize(
    ("asked", "canonically"),
    [("", ""), ("?through=s1", "?through=s1"), ("?through=s1e3", "?through=s1"),
     ("?through=s1e2&x=1", "?through=s1e2")],
)  # fmt: skip
def test_each_place_has_one_address(
    client: Client, show: Show, page: str, asked: str, canonically: str
) -> None:
    soup = soup_of(client, f"{show.url}{page}/{asked}")
    assert canonical(soup) == f"{settings.SITE_URL}{show.address}{page}/{canonically}"


@pytest.mark.parametrize(
    ("asked", "heading"),
    [("", "Catch me up"), ("?through=s2", "Before Season 3: what to remember"),
     ("?through=s3", "What to remember of The Crossing, through Season 3"),
     ("?through=s1e2", "What to remember of The Crossing, through S1E2")],
)  # fmt: skip
def test_a_catch_up_is_named_for_what_comes_next(
    client: Client, show: Show, asked: str, heading: str
) -> None:
    soup = soup_of(client, f"{show.url}catch-up/{asked}")
    assert soup.h1.get_text().replace("\N{NO-BREAK SPACE}", " ") == heading
    title = soup.title.get_text()
    assert title.startswith(heading)
    assert "The Crossing" in title


@each_page
def test_the_way_to_it_is_described(client: Client, show: Show, page: str) -> None:
    def steps(query: str) -> list[Any]:
        soup = soup_of(client, f"{show.url}{page}/{query}")
        data = json.loads(soup.select_one('script[type="application/ld+json"]').string)
        return [step["item"] for step in data["@graph"][0]["itemListElement"]]

    way = [settings.SITE_URL + path for path in ("/", show.address, f"{show.address}{page}/")]
    assert steps("") == way
    assert steps("?through=s1") == [*way, f"{way[-1]}?through=s1"]


@each_page
@pytest.mark.parametrize("query", ["", "?through=s2"])
def test_its_markup_is_strict(client: Client, show: Show, page: str, query: str) -> None:
    html = text_of(client, f"{show.url}{page}/{query}")
    strictly(html)
    ids = [tag["id"] for tag in BeautifulSoup(html, "html5lib").select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_choice_says_where_each_way_leads(client: Client, show: Show) -> None:
    chooser = soup_of(client, f"{show.url}catch-up/").select_one("[data-catch-up]")
    assert [(link["href"], link["data-through"]) for link in chooser.select("a")] == [
        (f"{show.address}catch-up/?through=s1", "1.3"),
        (f"{show.address}catch-up/?through=s2", "2.3"),
    ]
    chosen = soup_of(client, f"{show.url}catch-up/?through=s1")
    assert chosen.select("[data-catch-up]") == []


def test_the_choice_tells_nothing(client: Client, show: Show, article: Article) -> None:
    text = text_of(client, f"{show.url}catch-up/")
    for word in (article.revealing_headline, "One.", article.title):
        assert word not in text


def test_the_hub_and_the_article_lead_there(client: Client, show: Show, article: Article) -> None:
    hub = text_of(client, show.url)
    for query in ("", "?through=s1", "?through=s2"):
        assert f'href="{show.address}catch-up/{query}"' in hub
    assert "?through=s3" not in hub
    assert f'href="{show.address}who/"' in hub
    assert f'href="{show.address}catch-up/?through=s1e3"' in text_of(client, article.url)
