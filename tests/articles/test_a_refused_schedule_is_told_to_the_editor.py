"""What the schedule refuses stays due, is logged once, and is told in the newsroom."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles.models import Article, Picture
from articles.newsroom.schedule_log import ACTION
from articles.schedule import work_off
from tests.articles import newsroom
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db
ALT = "has no alt text"


@pytest.fixture
def refused() -> Article:
    """An article that was complete when it was scheduled, and is not when it is due."""
    article = make_article(publish=False)
    newsroom.schedule(article, timezone.now() - timedelta(minutes=5))
    Picture.objects.filter(pk=article.safe_hero_id).update(description="")
    return article


def publish_due() -> str:
    return "\n".join(work_off())


def _entries(article: Article) -> int:
    return int(PageLogEntry.objects.filter(page=article.pk, action=ACTION).count())


def test_it_is_logged_once(refused: Article, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="articles"):
        said = [publish_due() for _ in range(3)]
    assert ALT in said[0]
    assert said[1:] == ["", ""]
    assert len(caplog.records) == 1
    assert _entries(refused) == 1


def test_another_reason_is_news(refused: Article) -> None:
    publish_due()
    refused.bylines.get().author.unpublish()
    assert "author" in publish_due()
    assert publish_due() == ""
    assert _entries(refused) == 2


def test_another_revision_is_news(refused: Article) -> None:
    publish_due()
    refused.refresh_from_db()
    refused.save_revision(clean=False)
    newsroom.schedule(refused, timezone.now() - timedelta(minutes=1))
    publish_due()
    assert _entries(refused) == 2


def test_it_goes_out_by_itself_once_it_is_mended(refused: Article, client: Client) -> None:
    publish_due()
    Picture.objects.filter(pk=refused.safe_hero_id).update(description="Dunes")
    assert "Published" in publish_due()
    assert Article.objects.get(pk=refused.pk).live
    newsroom.sign_in(client)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[refused.pk]))
    assert "was not published" not in page.content.decode()


def test_a_refusal_of_the_pages_own_rules_is_told_too() -> None:
    article = make_article(publish=False)
    article.slug = "catch-up"
    article.save_revision(clean=False)
    newsroom.schedule(article, timezone.now() - timedelta(minutes=5))
    assert "used by the site itself" in publish_due()
    assert publish_due() == ""
    assert _entries(article) == 1


def test_the_editor_sees_it_over_the_form(refused: Article, client: Client) -> None:
    publish_due()
    newsroom.sign_in(client)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[refused.pk]))
    told = newsroom.messages_of(answer, client)
    assert "was not published" in told
    assert ALT in told


def test_the_history_tells_it(refused: Article, client: Client) -> None:
    publish_due()
    newsroom.sign_in(client)
    html = client.get(reverse("wagtailadmin_pages:history", args=[refused.pk])).content.decode()
    assert "Scheduled draft not published" in html
    assert ALT in html


def test_nothing_is_said_of_a_draft_that_nobody_scheduled(client: Client) -> None:
    draft = make_draft()
    publish_due()
    newsroom.sign_in(client)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert "was not published" not in newsroom.messages_of(answer, client)
