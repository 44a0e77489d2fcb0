"""Editors publish, schedule, review, arrange pages and words; people are for administrators."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from articles.models import Article
from articles.newsroom.roles import EDITORS, WRITERS, make_review
from tests.articles import newsroom
from tests.articles.people import own_draft, somebody
from tests.factories import make_article, make_author, make_front, make_show

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Any:
    return somebody(client, EDITORS)


def test_publishing(client: Client, editor: Any) -> None:
    draft = make_article(publish=False)
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-publish")
    assert Article.objects.get(pk=draft.pk).live


def test_scheduling(client: Client, editor: Any) -> None:
    draft = make_article(publish=False)
    data = newsroom.article_data(draft, go_live_at="2030-01-01 10:00")
    newsroom.edit(client, draft, data, "action-publish")
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


@pytest.mark.parametrize("make", [make_front, make_show, make_author, make_article])
def test_every_page(client: Client, editor: Any, make: Any) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[make().pk])
    form = client.get(address)
    assert form.status_code == 200
    assert "action-publish" in form.content.decode()


def test_what_a_writer_submits_is_theirs_to_approve(client: Client) -> None:
    make_review(apps)
    writer = somebody(client, WRITERS)
    draft = own_draft(writer)
    newsroom.edit(client, draft, newsroom.article_data(draft), "action-submit")
    somebody(client, EDITORS)
    state = Page.objects.get(pk=draft.pk).current_workflow_task_state
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]),
        {"comment": ""},
    )
    assert Article.objects.get(pk=draft.pk).live


def test_the_sites_words_and_redirects(client: Client, editor: Any) -> None:
    words = reverse("wagtailsettings:edit", args=["articles", "sitewords"])
    assert client.get(words, follow=True).status_code == 200
    assert client.get(reverse("wagtailredirects:index")).status_code == 200


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index",
             "wagtailadmin_workflows:index"],
)  # fmt: skip
def test_not_the_people_nor_the_works(client: Client, editor: Any, name: str) -> None:
    assert client.get(reverse(name)).status_code == 302
