"""The address of an article that was taken down leads on or says that it is gone, as chosen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import Article, Departure
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    return make_article(make_show("A Long Way Home"), title="The hidden words of it")


def _unpublish(client: Client, article: Article, **choice: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]), choice)


def test_the_form_asks_and_proposes_the_show(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    text = client.get(reverse("wagtailadmin_pages:unpublish", args=[article.pk])).content.decode()
    assert "What readers find at its address" in text
    assert Article.objects.live().exists()


def test_it_leads_to_its_show(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    _unpublish(client, article, answer="show")
    answer = client.get(article.url)
    assert (answer.status_code, answer["Location"]) == (301, article.get_parent().url)


def test_it_leads_to_another_page(client: Client, article: Article) -> None:
    other = make_article()
    newsroom.sign_in(client)
    _unpublish(client, article, answer="page", to=other.pk)
    assert client.get(article.url)["Location"] == other.url


def test_it_is_gone(client: Client, article: Article) -> None:
    still = make_article(article.get_parent().specific, title="What is still there")
    newsroom.sign_in(client)
    _unpublish(client, article, answer="gone")
    answer = client.get(article.url)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "This ending is no longer here" in text
    assert still.title in text
    assert article.title not in text
    assert 'content="noindex"' in text
    assert "s-maxage=10," in answer["Cache-Control"]


def test_it_answers_the_same_to_everybody(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    _unpublish(client, article, answer="gone")
    assert client.get(article.url).content == Client().get(article.url).content
    assert client.head(article.url).status_code == 410


@pytest.mark.parametrize("choice", [{}, {"answer": "page"}, {"answer": "elsewhere"}])
def test_no_choice_unpublishes_nothing(
    client: Client, article: Article, choice: dict[str, str]
) -> None:
    newsroom.sign_in(client)
    assert _unpublish(client, article, **choice).status_code == 200
    assert Article.objects.live().filter(pk=article.pk).exists()


def test_it_can_lead_neither_to_itself_nor_to_a_draft(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    for page in (article.pk, make_draft().pk, 999_999, Page.get_first_root_node().pk):
        assert _unpublish(client, article, answer="page", to=page).status_code == 200
    assert Article.objects.live().filter(pk=article.pk).exists()


def test_published_again_it_is_back(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    for choice in ("gone", "show"):
        _unpublish(client, article, answer=choice)
        article.refresh_from_db()
        article.get_latest_revision().publish()
        assert client.get(article.url).status_code == 200
        assert not Departure.objects.exists()


def test_redirects_never_lead_in_a_circle(client: Client, article: Article) -> None:
    other = make_article(article.get_parent().specific)
    newsroom.sign_in(client)
    _unpublish(client, article, answer="page", to=other.pk)
    _unpublish(client, other, answer="gone")
    assert client.get(article.url)["Location"] == article.get_parent().url


def test_without_its_show_it_is_gone(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    _unpublish(client, article, answer="show")
    article.get_parent().specific.unpublish()
    answer = client.get(article.url)
    assert answer.status_code == 410
    assert "A Long Way Home" not in answer.content.decode()


@pytest.mark.parametrize(("setting", "status"), [("show", 301), ("gone", 410)])
def test_an_expiry_leaves_what_the_article_says(
    client: Client, article: Article, setting: str, status: int
) -> None:
    article.when_it_leaves = setting
    article.expire_at = timezone.now() - timedelta(minutes=1)
    article.save()
    call_command("publish_scheduled")
    assert client.get(article.url).status_code == status


def test_in_bulk_it_leaves_what_the_article_says(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{address}?id={article.pk}", {"include_descendants": ""})
    assert client.get(article.url).status_code == 301


def test_a_draft_that_was_never_public_is_not_found(client: Client) -> None:
    draft = make_draft()
    assert client.get(draft.url).status_code == 404


def test_addresses_below_it_that_never_were_are_not_found(client: Client, article: Article) -> None:
    newsroom.sign_in(client)
    _unpublish(client, article, answer="gone")
    assert client.get(f"{article.url}no-such-thing/").status_code == 404
    assert (
        client.get(f"{article.url}passage/{'0' * 8}-0000-0000-0000-{'0' * 12}/").status_code == 410
    )


@pytest.mark.parametrize(("choice", "status"), [("show", 301), ("gone", 410)])
@pytest.mark.parametrize("rest", ["", f"passage/{'0' * 8}-0000-0000-0000-{'0' * 12}/"])
def test_under_the_slug_that_its_show_had_it_answers_the_same(
    client: Client,
    article: Article,
    django_capture_on_commit_callbacks: Any,
    choice: str,
    status: int,
    rest: str,
) -> None:
    newsroom.sign_in(client)
    _unpublish(client, article, answer=choice)
    show = article.get_parent().specific
    show.slug = "a-better-name"
    with django_capture_on_commit_callbacks(execute=True):
        show.save_revision().publish()
    for address in (article.url, f"/a-better-name/{article.slug}/"):
        answer = client.get(address + rest)
        assert answer.status_code == status
        assert answer.headers.get("Location", "/a-better-name/") == "/a-better-name/"


def test_only_those_who_may_unpublish_are_asked(client: Client, article: Article) -> None:
    newsroom.sign_in(client, superuser=False)
    _unpublish(client, article, answer="gone")
    assert Article.objects.live().filter(pk=article.pk).exists()
    Client().post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]), {"answer": "gone"})
    assert Article.objects.live().filter(pk=article.pk).exists()


def test_other_pages_are_unpublished_without_a_question(client: Client) -> None:
    show = make_show()
    newsroom.sign_in(client)
    address = reverse("wagtailadmin_pages:unpublish", args=[show.pk])
    assert b"What readers find" not in client.get(address).content
    client.post(address)
    assert client.get(show.url).status_code == 404
