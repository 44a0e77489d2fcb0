"""An article that moves to another show keeps its old boundary, and is told to choose a new one.

Until then readers are asked about the show that it tells, wherever it stands.
"""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Show
from tests.articles import newsroom
from tests.articles.revelations import PASSAGE_ID
from tests.articles.surfaces import soup_of
from tests.factories import episode_of, make_article, make_draft, make_show, paragraph

pytestmark = pytest.mark.django_db
FOREIGN = "This episode belongs to another show."


def _move(client: Client, article: Article) -> Any:
    address = reverse("wagtailadmin_pages:move_confirm", args=[article.pk, make_show().pk])
    return client.post(address)


def test_the_newsroom_reminds_of_it(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    answer = _move(client, article)
    assert "Its boundary is still" in newsroom.messages_of(answer, client)
    assert client.get(Article.objects.get(pk=article.pk).url).status_code == 200


def test_its_next_version_is_refused_until_then(client: Client) -> None:
    newsroom.sign_in(client)
    article = make_article()
    _move(client, article)
    article = Article.objects.get(pk=article.pk)
    answer = newsroom.edit(client, article, newsroom.article_data(article), "action-publish")
    assert answer.status_code == 200
    assert answer.context["form"].errors["boundary"][0] == FOREIGN


def test_a_draft_without_a_boundary_moves_without_a_word(client: Client) -> None:
    newsroom.sign_in(client)
    draft = make_draft()
    answer = _move(client, draft)
    assert "boundary" not in newsroom.messages_of(answer, client)


@pytest.fixture
def moved() -> tuple[Article, Show]:
    """A live article with a passage, under another show than the one that it tells; and that."""
    told = make_show("Told", seasons=3)
    value = {"boundary": episode_of(told, 3, 3).pk, "label": "Later", "text": "<p>It is.</p>"}
    passage = {"type": "passage", "value": value, "id": PASSAGE_ID}
    boundary = episode_of(told, 2, 3)
    article = make_article(told, boundary=boundary, body=[paragraph(), passage])
    article.move(make_show("Home", seasons=1), pos="last-child")
    return Article.objects.get(pk=article.pk), told


def test_readers_are_measured_by_the_show_that_it_tells(
    client: Client, moved: tuple[Article, Show]
) -> None:
    """Having watched its new show opens nothing of it; having watched the old one does."""
    article, told = moved
    soup = soup_of(client, article.url)
    head = "script[src*='head']"
    for part in (soup.select_one(head), soup.select_one(".shield"), soup.select_one("[data-save]")):
        assert part is not None
        assert (part["data-show"], part["data-at"]) == (str(told.pk), "2.3")
    veil = soup.select_one("veiled-passage")
    assert veil is not None
    assert (veil["data-show"], veil["data-at"]) == (str(told.pk), "3.3")
    own_page = soup_of(client, f"{article.url}passage/{PASSAGE_ID}/").select_one(head)
    assert own_page is not None
    assert (own_page["data-show"], own_page["data-at"]) == (str(told.pk), "3.3")
    card = soup_of(client, article.get_parent().url).select_one(".card")
    assert card is not None
    assert (card["data-show"], card["data-at"]) == (str(told.pk), "2.3")


def test_nothing_claims_that_it_is_of_an_episode_of_its_new_show(
    client: Client, moved: tuple[Article, Show]
) -> None:
    article, told = moved
    soup = soup_of(client, article.url)
    script = soup.find("script", type="application/ld+json")
    assert script is not None
    about = next(
        thing["about"]
        for thing in json.loads(str(script.string))["@graph"]
        if thing["@type"] == "NewsArticle"
    )
    assert about["partOfSeries"]["name"] == told.title
    assert not soup.select(".rail [aria-current]")
    assert not soup.select("a[href*='?through=']")
