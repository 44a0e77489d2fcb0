"""Who earns by a link says so: at the link, to search engines, and on the page, in own words."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from articles.models import Article, SiteWords, StandardPage
from tests.articles import surfaces
from tests.factories import make_article, make_front, paragraph

pytestmark = pytest.mark.django_db

WORDS = "We earn a little by what you buy there."
PRODUCT: dict[str, Any] = {
    "type": "product",
    "value": {
        "name": "A patch to sew on", "url": "https://shop.example/patch", "shop": "Shop",
        "line": "Four inches wide.",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def policy() -> StandardPage:
    """The page that the disclosure leads to."""
    page: StandardPage = make_front().add_child(
        instance=StandardPage(title="Affiliate policy", slug="affiliate-policy")
    )
    words = SiteWords.load()
    words.affiliate_disclosure, words.affiliate_policy = WORDS, page
    words.save()
    return page


def _page(client: Client, article: Article) -> BeautifulSoup:
    return surfaces.soup_of(client, article.get_url())


def _disclosure(client: Client, article: Article) -> Tag | None:
    return _page(client, article).select_one(".disclosure")


def test_the_link_is_labeled(client: Client) -> None:
    soup = _page(client, make_article(body=[paragraph(), PRODUCT]))
    link = soup.select_one("a[href='https://shop.example/patch']")
    assert link is not None
    assert set(link["rel"]) == {"sponsored", "nofollow", "noopener"}
    block = link.find_parent("aside")
    assert block is not None
    assert "Affiliate link" in block.get_text()


TEXT = paragraph(
    '<p><a href="https://shop.example/a?b>c=1&amp;d">A shop</a> <a href="/about/">us</a>'
    ' <a href="http://localhost:8000/about/">us in full</a> <a href="#fates">below</a></p>'
)


@pytest.mark.parametrize(
    ("ticked", "rel"), [(True, ["sponsored", "nofollow", "noopener"]), (False, ["noopener"])]
)
@pytest.mark.parametrize("place", ["body", "sets_up"])
def test_links_of_the_text_to_other_sites(
    client: Client, settings: Any, ticked: bool, rel: list[str], place: str
) -> None:
    settings.SITE_URL = "http://localhost:8000"
    fields = {"body": [TEXT]} if place == "body" else {"sets_up": TEXT["value"]}
    soup = _page(client, make_article(has_affiliate_links=ticked, **fields))
    by_words = {link.get_text(): link.get("rel") for link in soup.select(".prose a")}
    assert by_words == {"A shop": rel, "us": None, "us in full": None, "below": None}


@pytest.mark.parametrize(
    "fields", [{"body": [paragraph(), PRODUCT]}, {"has_affiliate_links": True}]
)
def test_the_page_says_so_where_it_applies(client: Client, fields: dict[str, Any]) -> None:
    found = _disclosure(client, make_article(**fields))
    assert found is not None
    assert WORDS in found.get_text()
    link = found.a
    assert link is not None
    assert link["href"] == "/affiliate-policy/"


def test_and_nowhere_else(client: Client) -> None:
    assert _disclosure(client, make_article()) is None


def test_a_policy_that_is_not_public_is_not_linked(client: Client, policy: StandardPage) -> None:
    policy.unpublish()
    found = _disclosure(client, make_article(has_affiliate_links=True))
    assert found is not None
    assert found.a is None
