"""While its show is not public, an article has no link to the show's page or its feed."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.articles import surfaces
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def _links(soup: BeautifulSoup) -> set[str]:
    found = {str(tag["href"]) for tag in soup.select("a[href], link[rel=alternate]")}
    script = soup.find("script", type="application/ld+json")
    assert script is not None
    graph = json.loads(script.string or "")["@graph"]
    [crumbs] = [part for part in graph if part["@type"] == "BreadcrumbList"]
    steps = {
        step["item"].removeprefix("http://localhost:8000") for step in crumbs["itemListElement"]
    }
    return found | steps


def test_and_does_once_the_show_is_public(client: Client) -> None:
    article = make_article()
    show = article.get_parent().specific
    own = {f"/{show.slug}/", f"/feeds/{show.slug}/rss.xml"}
    assert own <= _links(surfaces.soup_of(client, article.url))
    show.unpublish()
    assert client.get(f"/{show.slug}/").status_code == 404
    assert not own & _links(surfaces.soup_of(client, article.url))
