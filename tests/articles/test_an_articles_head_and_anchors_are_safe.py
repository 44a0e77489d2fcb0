"""What leaves an article's page without being opened says nothing: head, JSON-LD, anchors, ids."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article
from tests.articles.revelations import PASSAGE, WORDS, make_secretive_article
from tests.articles.surfaces import soup_of
from tests.factories import make_picture

pytestmark = pytest.mark.django_db
SECRETS = [word.lower() for word in [*WORDS.values(), PASSAGE]]


@pytest.fixture
def article() -> Article:
    return make_secretive_article()


@pytest.fixture
def soup(client: Client, article: Article) -> BeautifulSoup:
    """The article's own page."""
    return soup_of(client, article.url)


def _is_safe(text: str) -> bool:
    return not [word for word in SECRETS if word in text.lower()]


def test_the_title_and_every_meta_element(soup: BeautifulSoup, article: Article) -> None:
    assert soup.title is not None
    assert article.title in soup.title.get_text()
    for element in [soup.title, *soup.find_all("meta")]:
        assert _is_safe(str(element)), element


def test_the_structured_data(soup: BeautifulSoup) -> None:
    scripts = soup.find_all("script", type="application/ld+json")
    assert scripts
    for script in scripts:
        assert _is_safe(str(script))


def test_ids_classes_and_anchors(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        for name in ("id", "class", "aria-labelledby", "name"):
            assert _is_safe(str(element.get(name, ""))), element
    for link in soup.find_all("a"):
        assert _is_safe(str(link.get("href", ""))), link


def test_the_address(article: Article) -> None:
    assert _is_safe(article.url)


def test_what_is_shared(soup: BeautifulSoup) -> None:
    box = soup.select_one("[data-share]")
    assert box is not None
    assert _is_safe(str(box))


def test_the_picture_for_link_previews_is_the_safe_one(client: Client, article: Article) -> None:
    article.safe_hero = make_picture(size=(1200, 800))
    article.save_revision().publish()
    soup = soup_of(client, article.url)
    image = soup.find("meta", property="og:image")
    assert image is not None
    name = article.safe_hero.file.name.rsplit("/", 1)[-1].removesuffix(".png")
    assert name in str(image["content"])
