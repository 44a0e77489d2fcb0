"""Bulk publishing publishes what is complete and says of the rest what is missing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Show
from tests.articles import newsroom
from tests.factories import make_article, make_draft, make_show

pytestmark = pytest.mark.django_db


def _publish(client: Client, *pages: Any, descendants: bool = False) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    back = reverse("wagtailadmin_home")
    data = {"include_descendants": "on"} if descendants else {}
    return client.post(f"{address}?{query}&next={back}", data)


def _live(*articles: Article) -> list[bool]:
    return [Article.objects.get(pk=article.pk).live for article in articles]


@pytest.mark.parametrize("bad_first", [True, False])
def test_one_good_one_bad(client: Client, bad_first: bool) -> None:
    newsroom.sign_in(client)
    show = make_show()
    first = make_draft(show) if bad_first else make_article(show, publish=False)
    second = make_article(show, publish=False) if bad_first else make_draft(show)
    answer = _publish(client, first, second)
    assert answer.status_code == 302
    assert _live(first, second) == [not bad_first, bad_first]
    bad = first if bad_first else second
    report = newsroom.messages_of(answer, client)
    assert f"“{bad.title}” was not published." in report
    assert "Write the article." in report
    assert "1 page has been published" in report


def test_one_good_one_bad_below_a_show(client: Client) -> None:
    newsroom.sign_in(client)
    show = make_show()
    bad, good, worse = make_draft(show), make_article(show, publish=False), make_draft(show)
    answer = _publish(client, show, descendants=True)
    assert answer.status_code == 302
    assert _live(bad, good, worse) == [False, True, False]
    report = newsroom.messages_of(answer, client)
    assert f"“{bad.title}” was not published." in report
    assert f"“{worse.title}” was not published." in report
    assert "1 child page" in report


def test_descendants_stay_drafts_unless_asked_for(client: Client) -> None:
    newsroom.sign_in(client)
    show: Show = make_show()
    good = make_article(show, publish=False)
    _publish(client, show)
    assert _live(good) == [False]


def test_when_nothing_was_published_nothing_claims_so(client: Client) -> None:
    newsroom.sign_in(client)
    report = newsroom.messages_of(_publish(client, make_draft()), client)
    assert "was not published" in report
    assert "has been published" not in report
