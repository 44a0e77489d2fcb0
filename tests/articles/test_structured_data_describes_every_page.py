"""JSON-LD: what a search engine reads of an article, a show, an author and the publication."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Author, Show
from tests.articles import surfaces
from tests.factories import episode_of, make_article, make_show

pytestmark = pytest.mark.django_db


def _things(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for script in surfaces.soup_of(client, address).find_all(type="application/ld+json"):
        data = json.loads(script.string or "")
        assert data["@context"] == "https://schema.org"
        found += data.get("@graph", [data])
    return found


def _one(client: Client, address: str, kind: str) -> dict[str, Any]:
    matching = [thing for thing in _things(client, address) if thing["@type"] == kind]
    assert len(matching) == 1, f"{kind} on {address}"
    return matching[0]


def _is_full(address: Any) -> bool:
    return isinstance(address, str) and address.startswith(f"{settings.SITE_URL}/")


def test_an_article_is_news_with_pictures_in_three_shapes(client: Client) -> None:
    article = make_article()
    data = _one(client, article.url, "NewsArticle")
    assert data["headline"] == article.title
    assert len(data["headline"]) <= 110
    shapes = ["1200x675", "1200x900", "1200x1200"]
    assert len(data["image"]) == 3
    for shape, address in zip(shapes, data["image"], strict=True):
        assert _is_full(address)
        assert shape in address
    assert data["datePublished"] <= data["dateModified"]
    assert data["publisher"]["@type"] == "Organization"
    assert data["publisher"]["logo"]["url"]
    assert data["mainEntityOfPage"] == f"{settings.SITE_URL}{article.url}"


def test_its_authors_have_names_and_addresses(client: Client) -> None:
    article = make_article()
    author = Author.objects.get()
    assert _one(client, article.url, "NewsArticle")["author"] == [
        {"@type": "Person", "name": author.title, "url": f"{settings.SITE_URL}{author.url}"}
    ]
    author.is_organization = True
    author.save()
    written = _one(client, article.url, "NewsArticle")["author"]
    assert written[0]["@type"] == "Organization"


def test_it_is_about_an_episode_or_season_of_its_series(client: Client) -> None:
    show = make_show()
    article = make_article(show, boundary=episode_of(show, 2, 3))
    about = _one(client, article.url, "NewsArticle")["about"]
    assert about["@type"] in {"TVEpisode", "TVSeason"}
    series = {"@type": "TVSeries", "name": show.title, "url": f"{settings.SITE_URL}{show.url}"}
    assert about["partOfSeries"] == series
    if about["@type"] == "TVEpisode":
        assert about["episodeNumber"] == 3
        assert about["partOfSeason"]["seasonNumber"] == 2


def test_it_is_about_a_film(client: Client) -> None:
    show = make_show(seasons=1, episodes=1)
    Show.objects.filter(pk=show.pk).update(kind="film")
    article = make_article(show, boundary=episode_of(show, 1, 1))
    about = _one(client, article.url, "NewsArticle")["about"]
    assert about == {
        "@type": "Movie", "name": show.title, "url": f"{settings.SITE_URL}{show.url}"
    }  # fmt: skip


def test_breadcrumbs_lead_from_the_front_to_the_page(client: Client) -> None:
    article = make_article()
    show = article.get_parent()
    for page, names in (
        (article, ["Home", show.title, article.title]),
        (show, ["Home", show.title]),
    ):
        crumbs = _one(client, page.url, "BreadcrumbList")["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(names) + 1))
        assert [crumb["name"] for crumb in crumbs] == names
        assert all(_is_full(crumb.get("item", f"{settings.SITE_URL}/")) for crumb in crumbs)


def test_the_front_page_is_the_organizations(client: Client) -> None:
    make_article()
    data = _one(client, "/", "Organization")
    assert data["name"] == "fanmankind"
    assert data["url"] == f"{settings.SITE_URL}/"
    assert _is_full(data["logo"]["url"])


def test_the_front_page_names_the_site(client: Client) -> None:
    make_article()
    data = _one(client, "/", "WebSite")
    way = data.pop("potentialAction")
    assert data == {"@type": "WebSite", "name": "fanmankind", "url": f"{settings.SITE_URL}/"}
    assert way["target"]["urlTemplate"] == f"{settings.SITE_URL}/search/?q={{search_term_string}}"


def test_without_a_public_author_the_publication_speaks(client: Client) -> None:
    article = make_article()
    Author.objects.get().unpublish()
    data = _one(client, article.url, "NewsArticle")
    assert data["author"] == [data["publisher"]]
    assert data["author"][0]["name"] == "fanmankind"


def test_an_author_has_a_profile(client: Client) -> None:
    make_article()
    author = Author.objects.get()
    data = _one(client, author.url, "ProfilePage")["mainEntity"]
    assert data["name"] == author.title
    assert data["url"] == f"{settings.SITE_URL}{author.url}"
    assert data["@type"] == "Person"


def test_a_show_is_a_series(client: Client) -> None:
    show = make_article().get_parent()
    assert _one(client, show.url, "TVSeries")["name"] == show.title


def test_no_page_claims_questions_or_a_wall(client: Client) -> None:
    question = {"question": "Why?", "answer": "<p>Because.</p>"}
    make_article(body=[{"type": "question", "value": question}])
    for address in surfaces.page_addresses():
        text = json.dumps(_things(client, address))
        assert "FAQPage" not in text, address
        assert "isAccessibleForFree" not in text, address
