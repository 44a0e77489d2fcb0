"""A passage beyond the article's boundary is inert in its page, and has a page of its own."""

import uuid

import pytest
from django.test import Client

from articles.models import Article
from tests.articles.revelations import PASSAGE, PASSAGE_ID, make_secretive_article
from tests.articles.surfaces import page_addresses, soup_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_secretive_article()


def test_its_words_are_in_a_template_and_nowhere_else(client: Client, article: Article) -> None:
    soup = soup_of(client, article.url)
    templates = soup.find_all("template")
    assert [PASSAGE in str(template) for template in templates] == [True]
    for template in templates:
        template.decompose()
    assert PASSAGE not in str(soup)


def test_the_veil_says_what_lies_behind_and_how_far_it_spoils(
    client: Client, article: Article
) -> None:
    veil = soup_of(client, article.url).find("veiled-passage")
    assert veil is not None
    assert "How this returns" in veil.get_text()
    assert "S2E3" in veil.get_text()
    assert "Left out until you ask for it." in veil.get_text()


def test_the_way_without_scripts_leads_to_it(client: Client, article: Article) -> None:
    link = soup_of(client, article.url).select_one("veiled-passage a[href]")
    assert link is not None
    answer = client.get(f"{article.url}{link['href']}")
    assert answer.status_code == 200
    assert PASSAGE in answer.content.decode()
    assert "S2E3" in answer.content.decode()


def test_its_own_page_is_for_no_index(client: Client, article: Article) -> None:
    address = f"{article.url}passage/{PASSAGE_ID}/"
    robots = soup_of(client, address).find("meta", attrs={"name": "robots"})
    assert robots is not None
    assert "noindex" in str(robots["content"])
    assert PASSAGE_ID not in text_of(client, "/sitemap.xml")
    assert address not in page_addresses()


def test_its_own_page_names_no_other_as_the_one_to_list(client: Client, article: Article) -> None:
    """Search engines take "not this one" and "that one instead" together as they please."""
    address = f"{article.url}passage/{PASSAGE_ID}/"
    head = soup_of(client, address).head
    assert head is not None
    for found in (head.find("link", rel="canonical"), head.find("meta", property="og:url")):
        assert found is not None
        assert str(found.get("href") or found.get("content")).endswith(address)


def test_its_own_page_may_be_fetched_so_that_it_can_say_so(client: Client) -> None:
    assert "passage" not in text_of(client, "/robots.txt")


def test_the_head_of_its_own_page_is_safe(client: Client, article: Article) -> None:
    soup = soup_of(client, f"{article.url}passage/{PASSAGE_ID}/")
    assert PASSAGE not in str(soup.head)


def test_an_unknown_passage_is_not_found(client: Client, article: Article) -> None:
    assert client.get(f"{article.url}passage/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"{article.url}passage/").status_code == 404
    assert client.get(f"{article.url}passage/nothing/").status_code == 404


def test_a_block_that_is_no_passage_has_no_such_page(client: Client, article: Article) -> None:
    for block in article.body:
        if block.block_type != "passage":
            assert client.get(f"{article.url}passage/{block.id}/").status_code == 404


def test_a_passage_that_was_never_published_is_not_public(client: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(live=False)
    answer = client.get(f"{article.url}passage/{PASSAGE_ID}/")
    assert answer.status_code == 404
    assert PASSAGE not in answer.content.decode()


def test_a_passage_leaves_with_its_article(client: Client, article: Article) -> None:
    article.unpublish()  # which leaves a redirect to the show, unless somebody chooses otherwise
    answer = client.get(f"{article.url}passage/{PASSAGE_ID}/")
    assert answer.headers["Location"] == article.get_parent().url
    assert PASSAGE not in answer.content.decode()
